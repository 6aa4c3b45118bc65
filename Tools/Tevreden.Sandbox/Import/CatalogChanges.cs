using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Tables, columns, choices and relationships of a solution, to be laid over the catalog. An import adds and changes; it removes nothing.</summary>
internal sealed class CatalogChanges
{
    public List<TableDefinition> Tables { get; } = [];

    public List<OptionSetDefinition> OptionSets { get; } = [];

    public List<RelationshipDefinition> Relationships { get; } = [];

    public List<ManyToManyDefinition> ManyToMany { get; } = [];

    public MetadataCatalog ApplyTo(MetadataCatalog catalog)
    {
        var relationships = Merge(catalog.Relationships, Relationships, relationship => relationship.SchemaName);
        var tables = catalog.Tables.ToDictionary(table => table.LogicalName, StringComparer.Ordinal);
        foreach (var table in Tables)
            tables[table.LogicalName] = tables.TryGetValue(table.LogicalName, out var known) ? Lay(known, table) : table;

        var sets = Merge(catalog.GlobalOptionSets, OptionSets, set => set.Name);
        return new MetadataCatalog(
            tables.Values.Select(table => WithChoices(WithTargets(table, relationships), sets)),
            relationships,
            Merge(catalog.ManyToManyRelationships, ManyToMany, many => many.SchemaName),
            sets);
    }

    private static TableDefinition Lay(TableDefinition known, TableDefinition table)
    {
        var over = table.Columns.Count == 0 && table.Keys.Count == 0 ? known : known with
        {
            Columns = Merge(known.Columns, table.Columns, column => column.LogicalName),
            Keys = Merge(known.Keys, table.Keys.Select(key => Kept(known, key)).ToList(), key => key.LogicalName),
        };

        // Only who made a table says what it is called and whose its rows are.
        return known.Solution is null || known.Solution != table.Solution ? over : over with
        {
            DisplayName = table.DisplayName,
            DisplayCollectionName = table.DisplayCollectionName,
            Description = table.Description,
        };
    }

    // A key that has not changed keeps its index.
    private static KeyDefinition Kept(TableDefinition known, KeyDefinition key) =>
        known.Keys.FirstOrDefault(old => old.LogicalName == key.LogicalName) is { } old && old.Columns.SequenceEqual(key.Columns)
            ? key with { IndexStatus = old.IndexStatus }
            : key;

    private static TableDefinition WithTargets(TableDefinition table, IReadOnlyList<RelationshipDefinition> relationships) => table with
    {
        Columns = [.. table.Columns.Select(column => column switch
        {
            { IsLookup: true, Targets.Count: 0 } or { IsCustom: true, IsLookup: true } => column with { Targets = Targets(table, column, relationships) },

            // What the platform's own lookups may point at grows, as with activities about rows of a customer's table.
            { Type: ColumnType.Lookup } when relationships.Any(one => one.IsCustom && one.ReferencingTable == table.LogicalName && one.ReferencingColumn == column.LogicalName) =>
                column with { Targets = [.. column.Targets.Union(Targets(table, column, relationships))] },
            _ => column,
        })],
    };

    private static IReadOnlyList<string> Targets(TableDefinition table, ColumnDefinition column, IReadOnlyList<RelationshipDefinition> relationships)
    {
        if (column.Type == ColumnType.Owner)
            return ["systemuser", "team"];
        var found = relationships
            .Where(relationship => relationship.ReferencingTable == table.LogicalName && relationship.ReferencingColumn == column.LogicalName)
            .Select(relationship => relationship.ReferencedTable)
            .Distinct()
            .ToList();
        return found.Count > 0 ? found : column.Targets;
    }

    // A choice column refers to its global choice by name, which may have gained options.
    private static TableDefinition WithChoices(TableDefinition table, IReadOnlyList<OptionSetDefinition> sets) => table with
    {
        Columns = [.. table.Columns.Select(column => column.OptionSet is { IsGlobal: true } set && sets.FirstOrDefault(found => found.Name == set.Name) is { } now
            ? column with { OptionSet = now }
            : column)],
    };

    private static List<T> Merge<T>(IReadOnlyList<T> old, IReadOnlyList<T> changes, Func<T, string> name)
    {
        var changed = changes.ToDictionary(name, StringComparer.Ordinal);
        var merged = old.Select(item => changed.Remove(name(item), out var newer) ? newer : item).ToList();
        merged.AddRange(changes.Where(item => changed.ContainsKey(name(item))));
        return merged;
    }
}
