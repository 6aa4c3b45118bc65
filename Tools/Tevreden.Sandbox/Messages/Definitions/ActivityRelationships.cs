using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>What a table gains that may have activities or notes: a relationship with each kind of them.</summary>
internal static class ActivityRelationships
{
    private const string Pointer = "activitypointer";

    public static IEnumerable<RelationshipDefinition> Of(TableDefinition table, MetadataCatalog catalog, bool activities, bool notes)
    {
        if (activities)
        {
            foreach (var activity in catalog.Tables.Where(found => found.IsActivity && catalog.FindColumn(found.LogicalName, "regardingobjectid") is not null))
                yield return Make(table, activity, "regardingobjectid", activity.LogicalName == Pointer ? $"regardingobjectid_{table.LogicalName}" : $"regardingobjectid_{table.LogicalName}_{activity.LogicalName}");
        }

        if (notes && catalog.FindTable("annotation") is { } annotation)
            yield return Make(table, annotation, "objectid", $"objectid_{table.LogicalName}");
    }

    private static RelationshipDefinition Make(TableDefinition table, TableDefinition child, string column, string navigation)
    {
        var name = $"{table.LogicalName}_{child.SchemaName}s";
        return new RelationshipDefinition
        {
            SchemaName = name,
            ReferencedTable = table.LogicalName,
            ReferencedColumn = table.PrimaryIdColumn,
            ReferencingTable = child.LogicalName,
            ReferencingColumn = column,
            ReferencingNavigationProperty = navigation,
            ReferencedNavigationProperty = name,
            CascadeAssign = CascadeType.Cascade,
            CascadeDelete = child.LogicalName == Pointer ? CascadeType.NoCascade : CascadeType.Cascade,
            CascadeReparent = CascadeType.Cascade,
            CascadeShare = CascadeType.Cascade,
            IsCustom = true,
        };
    }
}
