using System.Globalization;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Which of the annotations of values a client asked for.</summary>
internal sealed record Annotations(bool Formatted, bool Lookups)
{
    public const string FormattedValue = "OData.Community.Display.V1.FormattedValue";
    public const string LookupTable = "Microsoft.Dynamics.CRM.lookuplogicalname";
    public const string LookupProperty = "Microsoft.Dynamics.CRM.associatednavigationproperty";

    /// <summary>From the header <c>Prefer: odata.include-annotations="…"</c>: names, or patterns that end in a star.</summary>
    public static Annotations Asked(string? pattern)
    {
        var wanted = pattern?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new Annotations(wanted.Any(one => Matches(one, FormattedValue)), wanted.Any(one => Matches(one, LookupTable) || Matches(one, LookupProperty)));
    }

    private static bool Matches(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == name;
}

/// <summary>Writes rows as the Web API shows them.</summary>
internal sealed class RowWriter(MetadataCatalog catalog, Annotations annotations)
{
    /// <param name="row">The row.</param>
    /// <param name="columns">Columns to show; null shows them all.</param>
    public JObject Write(Entity row, IReadOnlyCollection<string>? columns)
    {
        var table = catalog.FindTable(row.LogicalName)!;
        var json = new JObject();
        if (row.RowVersion is { Length: > 0 } version)
            json["@odata.etag"] = ETag(version);
        foreach (var column in table.Columns.Where(EdmModels.IsProperty))
        {
            if (columns is null || columns.Contains(column.LogicalName) || column.LogicalName == table.PrimaryIdColumn)
                Put(json, row, table, column);
        }

        return json;
    }

    /// <summary>A row of a FetchXML query: what it holds and no more, since which columns were asked stands in the query.</summary>
    public JObject WriteFetched(Entity row)
    {
        var table = catalog.FindTable(row.LogicalName)!;
        var json = new JObject();
        if (row.RowVersion is { Length: > 0 } version)
            json["@odata.etag"] = ETag(version);
        foreach (var column in table.Columns.Where(column => EdmModels.IsProperty(column) && row.Attributes.TryGetValue(column.LogicalName, out var value) && value is not AliasedValue))
            Put(json, row, table, column);
        foreach (var (name, value) in row.Attributes)
        {
            if (value is AliasedValue { Value: { } inner } aliased)
                Put(json, name, aliased, inner, row.FormattedValues.TryGetValue(name, out var formatted) ? formatted : (inner as EntityReference)?.Name);
        }

        return json;
    }

    public static string ETag(string version) => $"W/\"{version}\"";

    /// <summary>A value of a message's answer.</summary>
    public JToken Value(object? value) => value switch
    {
        null => JValue.CreateNull(),
        Entity row => new JObject { ["@odata.type"] = $"#{EdmModels.Namespace}.{row.LogicalName}" }.With(Write(row, null)),
        EntityCollection rows => new JArray(rows.Entities.Select(row => Write(row, null))),
        EntityReference reference => new JObject
        {
            ["@odata.type"] = $"#{EdmModels.Namespace}.{reference.LogicalName}",
            [catalog.FindTable(reference.LogicalName)?.PrimaryIdColumn ?? "id"] = reference.Id.ToString("D"),
        },
        OptionSetValue option => option.Value,
        Money money => money.Value,
        Guid id => id.ToString("D"),
        DateTime time => Time(time),
        Enum name => name.ToString(),
        string[] texts => new JArray(texts),
        _ => JToken.FromObject(value),
    };

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JToken Plain(object value, ColumnDefinition column) => value switch
    {
        EntityReference reference => reference.Id.ToString("D"),
        OptionSetValue option => option.Value,
        OptionSetValueCollection options => string.Join(',', options.Select(option => option.Value.ToString(CultureInfo.InvariantCulture))),
        Money money => money.Value,
        Guid id => id.ToString("D"),
        DateTime time => EdmModels.Kind(column) == Microsoft.OData.Edm.EdmPrimitiveTypeKind.Date ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Time(time),
        _ => JToken.FromObject(value),
    };

    private void Put(JObject json, string name, AliasedValue aliased, object value, string? formatted)
    {
        if (annotations.Formatted && formatted is not null)
            json[$"{name}@{Annotations.FormattedValue}"] = formatted;
        if (annotations.Lookups && value is EntityReference reference)
            json[$"{name}@{Annotations.LookupTable}"] = reference.LogicalName;
        json[name] = catalog.FindColumn(aliased.EntityLogicalName, aliased.AttributeLogicalName) is { } column ? Plain(value, column) : Value(value);
    }

    private void Put(JObject json, Entity row, TableDefinition table, ColumnDefinition column)
    {
        var name = column.IsLookup ? EdmModels.LookupProperty(column.LogicalName) : column.LogicalName;
        if (!row.TryGetAttributeValue<object>(column.LogicalName, out var value) || value is null)
        {
            json[name] = JValue.CreateNull();
            return;
        }

        if (annotations.Formatted && Formatted(row, column, value) is { } formatted)
            json[$"{name}@{Annotations.FormattedValue}"] = formatted;
        if (annotations.Lookups && value is EntityReference reference)
        {
            json[$"{name}@{Annotations.LookupTable}"] = reference.LogicalName;
            if (catalog.RelationshipsFrom(table.LogicalName).FirstOrDefault(one => one.ReferencingColumn == column.LogicalName && one.ReferencedTable == reference.LogicalName) is { } relationship)
                json[$"{name}@{Annotations.LookupProperty}"] = relationship.ReferencingNavigationProperty;
        }

        json[name] = Plain(value, column);
    }

    private static string? Formatted(Entity row, ColumnDefinition column, object value) =>
        row.FormattedValues.TryGetValue(column.LogicalName, out var formatted) ? formatted : (value as EntityReference)?.Name;
}

internal static class JsonObjects
{
    public static JObject With(this JObject json, JObject more)
    {
        json.Merge(more);
        return json;
    }
}
