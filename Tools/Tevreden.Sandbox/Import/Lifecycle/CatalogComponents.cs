using Tevreden.Sandbox.Messages.Definitions;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Tables, columns, keys, relationships and choices as components: each known by an id that follows from its name.</summary>
internal static class CatalogComponents
{
    public static Component Of(TableDefinition table) => new(ComponentTypes.Table, DefinitionIds.Table(table.LogicalName));

    public static Component Of(TableDefinition table, ColumnDefinition column) => new(ComponentTypes.Column, DefinitionIds.Column(table.LogicalName, column.LogicalName));

    public static Component Of(TableDefinition table, KeyDefinition key) => new(ComponentTypes.Key, DefinitionIds.Key(table.LogicalName, key.LogicalName));

    public static Component Of(RelationshipDefinition relationship) => new(ComponentTypes.Relationship, DefinitionIds.Relationship(relationship.SchemaName));

    public static Component Of(ManyToManyDefinition relationship) => new(ComponentTypes.Relationship, DefinitionIds.Relationship(relationship.SchemaName));

    public static Component Of(OptionSetDefinition choice) => new(ComponentTypes.Choice, DefinitionIds.OptionSet(choice.Name));

    /// <summary>What an import brings. A table of somebody else that it only adds to is not its own.</summary>
    public static IEnumerable<Component> In(ImportPlan plan)
    {
        foreach (var table in plan.Catalog.Tables)
        {
            if (table.Solution == plan.Manifest.UniqueName)
                yield return Of(table);
            foreach (var column in table.Columns)
                yield return Of(table, column);
            foreach (var key in table.Keys)
                yield return Of(table, key);
        }

        foreach (var relationship in plan.Catalog.Relationships)
            yield return Of(relationship);
        foreach (var relationship in plan.Catalog.ManyToMany)
            yield return Of(relationship);
        foreach (var choice in plan.Catalog.OptionSets)
            yield return Of(choice);
    }

    /// <summary>The catalog without these components, and without what can't be where they are not.</summary>
    public static MetadataCatalog Without(MetadataCatalog catalog, IReadOnlySet<Component> gone)
    {
        var tables = catalog.Tables.Where(table => !gone.Contains(Of(table))).ToDictionary(table => table.LogicalName, table => table with
        {
            Columns = [.. table.Columns.Where(column => !gone.Contains(Of(table, column)))],
            Keys = [.. table.Keys.Where(key => !gone.Contains(Of(table, key)))],
        });
        bool Has(string table, string column) => tables.TryGetValue(table, out var found) && found.Columns.Any(candidate => candidate.LogicalName == column);

        var relationships = catalog.Relationships.Where(relationship =>
            !gone.Contains(Of(relationship)) && tables.ContainsKey(relationship.ReferencedTable) && Has(relationship.ReferencingTable, relationship.ReferencingColumn));
        var manyToMany = catalog.ManyToManyRelationships.Where(relationship =>
            !gone.Contains(Of(relationship)) && tables.ContainsKey(relationship.IntersectTable) && tables.ContainsKey(relationship.FirstTable) && tables.ContainsKey(relationship.SecondTable)).ToList();
        var intersects = manyToMany.Select(relationship => relationship.IntersectTable).ToHashSet(StringComparer.Ordinal);
        return new MetadataCatalog(
            tables.Values.Where(table => !table.IsIntersect || intersects.Contains(table.LogicalName)),
            relationships,
            manyToMany,
            catalog.GlobalOptionSets.Where(choice => !gone.Contains(Of(choice))));
    }
}
