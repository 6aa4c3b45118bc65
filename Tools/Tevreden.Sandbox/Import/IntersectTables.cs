using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Many-to-many relationships with the tables that hold their pairs.</summary>
internal static class IntersectTables
{
    public static (ManyToManyDefinition Relationship, TableDefinition Table) Make(string name, string schemaName, TableDefinition first, TableDefinition second, string? solution)
    {
        var intersect = schemaName.ToLower(System.Globalization.CultureInfo.InvariantCulture);
        var (firstColumn, secondColumn) = first.LogicalName == second.LogicalName
            ? (first.PrimaryIdColumn + "one", second.PrimaryIdColumn + "two")
            : (first.PrimaryIdColumn, second.PrimaryIdColumn);
        var relationship = new ManyToManyDefinition
        {
            SchemaName = name,
            IntersectTable = intersect,
            FirstTable = first.LogicalName,
            FirstIntersectColumn = firstColumn,
            FirstNavigationProperty = name,
            SecondTable = second.LogicalName,
            SecondIntersectColumn = secondColumn,
            SecondNavigationProperty = name,
        };
        return (relationship, new TableDefinition
        {
            LogicalName = intersect,
            SchemaName = schemaName,
            EntitySetName = intersect + "set",
            PrimaryIdColumn = intersect + "id",
            Ownership = TableOwnership.None,
            IsIntersect = true,
            IsCustom = true,
            Solution = solution,
            Columns =
            [
                new ColumnDefinition { LogicalName = intersect + "id", SchemaName = intersect + "Id", Type = ColumnType.UniqueIdentifier },
                new ColumnDefinition { LogicalName = firstColumn, SchemaName = firstColumn, Type = ColumnType.UniqueIdentifier },
                new ColumnDefinition { LogicalName = secondColumn, SchemaName = secondColumn, Type = ColumnType.UniqueIdentifier },
                new ColumnDefinition { LogicalName = "versionnumber", SchemaName = "VersionNumber", Type = ColumnType.BigInt, ValidForCreate = false, ValidForUpdate = false },
            ],
        });
    }
}
