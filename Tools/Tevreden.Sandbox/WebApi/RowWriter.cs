using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Metadata.Query;
using Microsoft.Xrm.Sdk.Organization;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Which of the annotations of values a client asked for.</summary>
internal sealed record Annotations(bool Formatted, bool Lookups, IReadOnlyList<string> Wanted)
{
    public const string FormattedValue = "OData.Community.Display.V1.FormattedValue";
    public const string LookupTable = "Microsoft.Dynamics.CRM.lookuplogicalname";
    public const string LookupProperty = "Microsoft.Dynamics.CRM.associatednavigationproperty";

    /// <summary>From the header <c>Prefer: odata.include-annotations="…"</c>: names, or patterns that end in a star.</summary>
    public static Annotations Asked(string? pattern)
    {
        var wanted = pattern?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new Annotations(wanted.Any(one => Matches(one, FormattedValue)), wanted.Any(one => Matches(one, LookupTable) || Matches(one, LookupProperty)), wanted);
    }

    public bool Shows(string name) => Wanted.Any(one => Matches(one, name));

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

    public bool Shows(string annotation) => annotations.Shows(annotation);

    /// <summary>A row of FetchXML: its own columns, and those of joined tables and aggregates under their aliases.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">Columns of its own to show; null shows them all.</param>
    /// <param name="isAggregate">Nothing of it is a column of its own.</param>
    public JObject WriteFetched(Entity row, IReadOnlyCollection<string>? columns, bool isAggregate)
    {
        var json = isAggregate ? [] : Write(row, columns);
        foreach (var (name, value) in row.Attributes.Where(pair => pair.Value is AliasedValue))
        {
            var aliased = (AliasedValue)value;
            if (annotations.Formatted && row.FormattedValues.TryGetValue(name, out var formatted))
                json[$"{name}@{Annotations.FormattedValue}"] = formatted;
            if (annotations.Lookups && aliased.Value is EntityReference reference)
                json[$"{name}@{Annotations.LookupTable}"] = reference.LogicalName;
            json[name] = aliased.Value is DateTime time && catalog.FindColumn(aliased.EntityLogicalName ?? "", aliased.AttributeLogicalName ?? "") is { } column ? Plain(time, column) : aliased.Value is EntityReference other ? other.Id.ToString("D") : Value(aliased.Value);
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
        int[] numbers => new JArray(numbers),
        Guid[] ids => new JArray(ids.Select(id => id.ToString("D"))),
        byte[] bytes => Convert.ToBase64String(bytes),
        EndpointCollection endpoints => Pairs(endpoints.Select(pair => KeyValuePair.Create(pair.Key.ToString(), new JValue(pair.Value)))),
        EntityRecordCountCollection counts => Pairs(counts.Select(pair => KeyValuePair.Create(pair.Key, new JValue(pair.Value)))),
        OrganizationDetail detail => Detail(detail),
        EntityMetadataCollection tables => new JArray(tables.Select(table => DefinitionJson.Write(table, withNavigations: true, typePrefix: "Complex"))),
        DeletedMetadataCollection deleted => Pairs(deleted.Select(pair => KeyValuePair.Create(pair.Key.ToString(), new JValue(pair.Value.Count)))),
        _ => JToken.FromObject(value),
    };

    // As the platform writes its dictionaries.
    private static JObject Pairs(IEnumerable<KeyValuePair<string, JValue>> pairs)
    {
        var list = pairs.ToList();
        return new JObject { ["Count"] = list.Count, ["IsReadOnly"] = false, ["Keys"] = new JArray(list.Select(pair => pair.Key)), ["Values"] = new JArray(list.Select(pair => pair.Value)) };
    }

    private JObject Detail(OrganizationDetail detail) => new()
    {
        ["OrganizationId"] = detail.OrganizationId.ToString("D"),
        ["FriendlyName"] = detail.FriendlyName,
        ["OrganizationVersion"] = detail.OrganizationVersion,
        ["EnvironmentId"] = detail.EnvironmentId,
        ["DatacenterId"] = detail.DatacenterId.ToString("D"),
        ["Geo"] = detail.Geo,
        ["TenantId"] = detail.TenantId,
        ["UrlName"] = detail.UrlName,
        ["UniqueName"] = detail.UniqueName,
        ["State"] = detail.State.ToString(),
        ["Endpoints"] = Value(detail.Endpoints),
    };

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JToken Plain(object value, ColumnDefinition column) => value switch
    {
        EntityReference reference => reference.Id.ToString("D"),
        OptionSetValue option => option.Value,
        OptionSetValueCollection options => string.Join(',', options.Select(option => option.Value.ToString(CultureInfo.InvariantCulture))),
        Money money => money.Value,
        Guid id => id.ToString("D"),
        byte[] bytes => Convert.ToBase64String(bytes),
        DateTime time => EdmModels.Kind(column) == Microsoft.OData.Edm.EdmPrimitiveTypeKind.Date ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Time(time),
        _ => JToken.FromObject(value),
    };

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
