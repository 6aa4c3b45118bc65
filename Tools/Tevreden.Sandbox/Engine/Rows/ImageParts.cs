using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Beside an image column lie its id, when it was written, and where it can be downloaded.</summary>
internal static class ImageParts
{
    /// <summary>The columns that come with an image column.</summary>
    public static IEnumerable<ColumnDefinition> ColumnsOf(ColumnDefinition image)
    {
        var part = image with { IsSecured = false, ValidForCreate = false, ValidForUpdate = false, RequiredLevel = RequiredLevel.None, MaxLength = null };
        yield return part with { LogicalName = image.LogicalName + "_timestamp", SchemaName = image.SchemaName + "_Timestamp", Type = ColumnType.BigInt };
        yield return part with { LogicalName = image.LogicalName + "_url", SchemaName = image.SchemaName + "_URL", Type = ColumnType.String, MaxLength = 200 };
        yield return part with { LogicalName = image.LogicalName + "id", SchemaName = image.SchemaName + "Id", Type = ColumnType.UniqueIdentifier };
    }

    public static void Put(TableDefinition table, Entity row, Guid id, DateTime now, MetadataCatalog catalog)
    {
        foreach (var column in table.Columns.Where(column => column.Type == ColumnType.Image && row.Contains(column.LogicalName)))
        {
            var isThere = row[column.LogicalName] is byte[];
            Set(column.LogicalName + "_timestamp", isThere ? now.Ticks : null);
            Set(column.LogicalName + "id", isThere ? NameIds.Of("image", column.LogicalName, id.ToString("D"), now.Ticks.ToString(CultureInfo.InvariantCulture)) : null);
            Set(column.LogicalName + "_url", isThere ? string.Create(CultureInfo.InvariantCulture, $"/Image/download.aspx?Entity={table.LogicalName}&Attribute={column.LogicalName}&Id={id:D}&Timestamp={now.Ticks}") : null);
        }

        void Set(string name, object? value)
        {
            if (catalog.Has(table, name))
                row[name] = value;
        }
    }
}
