using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Whether a row may be written as it is.</summary>
internal static class RowChecks
{
    /// <summary>Only columns that the table has; no shadow columns.</summary>
    public static void Shape(TableDefinition table, Entity row, MetadataCatalog catalog)
    {
        if (row.RelatedEntities.Count > 0)
            throw Faults.InvalidArgument($"Related rows can't be written together with a row of '{table.LogicalName}' here: send them as requests of their own.");
        foreach (var name in row.Attributes.Keys.ToList())
        {
            var column = catalog.FindColumn(table.LogicalName, name) ?? throw Faults.NoSuchColumn(table.LogicalName, name);

            // Names of lookups and choices travel with rows that were read before; the platform passes them over.
            if (column.AttributeOf is not null)
                row.Attributes.Remove(name);
        }
    }

    /// <summary>Every value fits its column, and is in the form in which it is kept.</summary>
    public static void ValuesOf(TableDefinition table, Entity row, StoreScope scope)
    {
        foreach (var (name, value) in row.Attributes.ToList())
        {
            var column = scope.Catalog.FindColumn(table.LogicalName, name) ?? throw Faults.NoSuchColumn(table.LogicalName, name);
            row[name] = ValueChecker.Check(table, column, value, scope);
        }
    }

    /// <summary>What the platform itself insists on (SystemRequired); ApplicationRequired is the forms' business.</summary>
    public static void Required(TableDefinition table, Entity row)
    {
        foreach (var column in table.Columns)
        {
            if (column is { RequiredLevel: RequiredLevel.SystemRequired, ValidForCreate: true, Type: not (ColumnType.EntityName or ColumnType.UniqueIdentifier or ColumnType.Owner) }
                && Columns.IsStored(column)
                && row.GetAttributeValue<object>(column.LogicalName) is null)
            {
                throw Faults.InvalidArgument($"The column '{column.LogicalName}' of '{table.LogicalName}' is required by the system and has no value.");
            }
        }
    }

    /// <summary>A change may not empty what the platform insists on.</summary>
    public static void NotEmptied(TableDefinition table, Entity changes, MetadataCatalog catalog)
    {
        foreach (var (name, value) in changes.Attributes)
        {
            if (value is null && catalog.FindColumn(table.LogicalName, name) is { RequiredLevel: RequiredLevel.SystemRequired })
                throw Faults.InvalidArgument($"The column '{name}' of '{table.LogicalName}' is required by the system and can't be emptied.");
        }
    }

    public static IEnumerable<EntityReference> ReferencesToCheck(Entity row) => row.Attributes
        .Where(pair => pair.Value is EntityReference && !WrittenByPlatform.Contains(pair.Key))
        .Select(pair => (EntityReference)pair.Value);

    private static readonly HashSet<string> WrittenByPlatform =
    [
        "ownerid", "owninguser", "owningteam", "owningbusinessunit", "organizationid",
        "createdby", "modifiedby", "createdonbehalfby", "modifiedonbehalfby", "transactioncurrencyid",
    ];
}
