using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Standard;

/// <summary>
/// Relationships that follow from lookups. Navigation properties: the column itself where it points at one table, with the target
/// where at several, and with the activity's name on activities.
/// </summary>
internal static class ImpliedRelationships
{
    // The platform writes these: deleting the other row leaves them alone.
    private static readonly HashSet<string> Bookkeeping = ["createdby", "modifiedby", "createdonbehalfby", "modifiedonbehalfby", "owninguser", "owningteam", "owningbusinessunit", "organizationid", "ownerid"];

    public static IEnumerable<RelationshipDefinition> Of(
        TableDefinition table, IReadOnlyList<TableDefinition> tables, IReadOnlyDictionary<(string, string), string> navigation)
    {
        foreach (var column in table.Columns.Where(column => column.IsLookup))
        {
            // An owner is a user or a team under one navigation property.
            var targets = column.Type == ColumnType.Owner ? column.Targets.Take(1) : column.Targets;
            foreach (var target in targets)
            {
                if (tables.FirstOrDefault(found => found.LogicalName == target) is { } parent)
                {
                    yield return Make($"{target}_{table.LogicalName}_{column.LogicalName}", table, column, parent, navigation.GetValueOrDefault((table.LogicalName, column.LogicalName)), null) with
                    {
                        CascadeDelete = Bookkeeping.Contains(column.LogicalName) ? CascadeType.NoCascade : CascadeType.RemoveLink,
                    };
                }
            }
        }
    }

    public static RelationshipDefinition Make(string schemaName, TableDefinition child, ColumnDefinition column, TableDefinition parent, string? navigation, string? collection) => new()
    {
        SchemaName = schemaName,
        ReferencedTable = parent.LogicalName,
        ReferencedColumn = parent.PrimaryIdColumn,
        ReferencingTable = child.LogicalName,
        ReferencingColumn = column.LogicalName,
        ReferencingNavigationProperty = navigation ?? Navigation(child, column, parent),
        ReferencedNavigationProperty = collection ?? schemaName,
    };

    private static string Navigation(TableDefinition child, ColumnDefinition column, TableDefinition parent)
    {
        var name = column.Type != ColumnType.Owner && column.Targets.Count > 1 ? $"{column.LogicalName}_{parent.LogicalName}" : column.LogicalName;
        return child.IsActivity && child.LogicalName != "activitypointer" ? $"{name}_{child.LogicalName}" : name;
    }
}
