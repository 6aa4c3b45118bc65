using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Small questions about columns.</summary>
internal static class Columns
{
    public static ColumnDefinition? Find(this TableDefinition table, string column, MetadataCatalog catalog) => catalog.FindColumn(table.LogicalName, column);

    public static bool Has(this MetadataCatalog catalog, TableDefinition table, string column) => catalog.FindColumn(table.LogicalName, column) is not null;

    /// <summary>The row without columns that its table does not have: the platform's own rows, written alike to tables known in more or less detail.</summary>
    public static Entity Known(TableDefinition table, Entity row)
    {
        var names = table.Columns.Select(column => column.LogicalName).ToHashSet(StringComparer.Ordinal);
        foreach (var column in row.Attributes.Keys.Where(column => !names.Contains(column)).ToList())
            row.Attributes.Remove(column);
        return row;
    }

    /// <summary>Stored by the store; the others are shadows, computed or kept elsewhere.</summary>
    public static bool IsStored(ColumnDefinition column) =>
        column.AttributeOf is null && column.Type is not (ColumnType.Virtual or ColumnType.PartyList);
}
