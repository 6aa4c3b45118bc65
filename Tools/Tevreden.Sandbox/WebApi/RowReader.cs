using System.Globalization;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Reads rows from JSON, by the types of their columns.</summary>
internal sealed class RowReader(MetadataCatalog catalog, RowAddresses addresses)
{
    private const string Bind = "@odata.bind";

    /// <exception cref="WebApiException">A property is unknown or has a value of the wrong type.</exception>
    public Entity Read(JObject json, TableDefinition table)
    {
        var row = new Entity(table.LogicalName);
        foreach (var property in json.Properties())
        {
            if (property.Name.EndsWith(Bind, StringComparison.Ordinal))
                Lookup(row, table, property.Name[..^Bind.Length], property.Value);
            else if (!property.Name.Contains('@', StringComparison.Ordinal))
                Column(row, table, property);
        }

        return row;
    }

    /// <summary>Reads a row that says its own table in <c>@odata.type</c>.</summary>
    /// <param name="json">The row.</param>
    /// <param name="usual">The table where it says none; null: it must.</param>
    public Entity Read(JObject json, string? usual)
    {
        var name = json.Value<string>("@odata.type")?.TrimStart('#') is { } type ? type[(type.LastIndexOf('.') + 1)..] : usual;
        return Read(json, (name is null ? null : catalog.FindTable(name)) ?? throw WebApiException.Bad($"Expected \"@odata.type\": \"{EdmModels.Namespace}.TABLE\" in the row, found {name ?? "none"}."));
    }

    /// <summary>A value of a column as the SDK has it; null for an empty one.</summary>
    public static object? Value(JToken token, TableDefinition table, ColumnDefinition column)
    {
        if (token.Type == JTokenType.Null)
            return null;
        try
        {
            return Typed(token, column);
        }
        catch (Exception problem) when (problem is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw WebApiException.Bad($"Cannot convert the value of '{column.LogicalName}' of '{table.LogicalName}' to the expected type 'Edm.{EdmModels.Kind(column)}'.", problem);
        }
    }

    private static object Typed(JToken token, ColumnDefinition column) => column.Type switch
    {
        ColumnType.UniqueIdentifier => Guid.Parse(Text(token)),
        ColumnType.Image => Convert.FromBase64String(Text(token)),
        ColumnType.Integer => Number<int>(token),
        ColumnType.BigInt => Number<long>(token),
        ColumnType.Decimal => Number<decimal>(token),
        ColumnType.Double => Number<double>(token),
        ColumnType.Money => new Money(Number<decimal>(token)),
        ColumnType.Boolean => token.Type == JTokenType.Boolean ? token.Value<bool>() : throw new FormatException(),
        ColumnType.Picklist or ColumnType.State or ColumnType.Status => new OptionSetValue(Number<int>(token)),
        ColumnType.MultiSelectPicklist => new OptionSetValueCollection([.. Text(token).Split(',').Select(value => new OptionSetValue(int.Parse(value, CultureInfo.InvariantCulture)))]),
        ColumnType.DateTime => DateTimeOffset.Parse(Text(token), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
        _ => Text(token),
    };

    private static string Text(JToken token) => token.Type == JTokenType.String ? token.Value<string>()! : throw new FormatException();

    private static T Number<T>(JToken token) => token.Type is JTokenType.Integer or JTokenType.Float ? token.Value<T>()! : throw new FormatException();

    private static WebApiException Unknown(TableDefinition table, string name) =>
        WebApiException.Bad($"An undeclared property '{name}' which only has property annotations in the payload but no property value was found in the payload, or the property '{name}' does not exist on type '{EdmModels.Namespace}.{table.LogicalName}'. Property names are the logical names of columns, in small letters; lookups are set by NAVIGATIONPROPERTY@odata.bind.");

    private void Column(Entity row, TableDefinition table, JProperty property)
    {
        if (catalog.FindColumn(table.LogicalName, property.Name) is { IsLookup: false } column)
        {
            var value = Value(property.Value, table, column);
            if (column.LogicalName == table.PrimaryIdColumn && value is Guid id)
                row.Id = id;
            row[column.LogicalName] = value;
            return;
        }

        var related = RelatedRows.Find(catalog, table, property.Name) ?? throw Unknown(table, property.Name);
        if (property.Value.Type == JTokenType.Null && !related.IsCollection)
            row[related.One!.ReferencingColumn] = null;
        else
            Nested(row, related, property.Value);
    }

    // Rows within a row are created with it.
    private void Nested(Entity row, RelatedRows related, JToken value)
    {
        var objects = (related.IsCollection, value) switch
        {
            (true, JArray array) => array.OfType<JObject>(),
            (false, JObject one) => [one],
            _ => throw WebApiException.Bad($"'{related.Name}' expects {(related.IsCollection ? "an array of rows" : "a row")}; to refer to one that is there, use '{related.Name}{Bind}'."),
        };
        var rows = new EntityCollection([.. objects.Select(one => Read(one, related.Target))]) { EntityName = related.Target.LogicalName };
        row.RelatedEntities[new Relationship(related.SchemaName) { PrimaryEntityRole = related.IsCollection ? EntityRole.Referenced : EntityRole.Referencing }] = rows;
    }

    private void Lookup(Entity row, TableDefinition table, string name, JToken value)
    {
        var relationship = Navigation(table, name) ?? throw Unknown(table, name);
        row[relationship.ReferencingColumn] = value.Type switch
        {
            JTokenType.Null => null,
            JTokenType.String => addresses.Reference(value.Value<string>()!),
            _ => throw WebApiException.Bad($"'{name}{Bind}' expects the address of a row, such as /accounts(GUID)."),
        };
    }

    private RelationshipDefinition? Navigation(TableDefinition table, string name) =>
        catalog.RelationshipsFrom(table.LogicalName).FirstOrDefault(relationship => relationship.ReferencingNavigationProperty == name);
}
