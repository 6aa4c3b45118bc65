using System.Collections.Frozen;

namespace Tevreden.Sandbox.Metadata;

/// <summary>All tables and relationships of an environment at one moment. Immutable, so shared between threads without locks.</summary>
public sealed class MetadataCatalog
{
    private readonly FrozenDictionary<string, TableDefinition> _byName;
    private readonly FrozenDictionary<string, TableDefinition> _bySet;
    private readonly FrozenDictionary<string, FrozenDictionary<string, ColumnDefinition>> _columns;
    private readonly ILookup<string, RelationshipDefinition> _byReferencing;
    private readonly ILookup<string, RelationshipDefinition> _byReferenced;

    public MetadataCatalog(
        IEnumerable<TableDefinition> tables,
        IEnumerable<RelationshipDefinition> relationships,
        IEnumerable<ManyToManyDefinition> manyToMany,
        IEnumerable<OptionSetDefinition> globalOptionSets)
    {
        Tables = [.. tables];
        Relationships = [.. relationships];
        ManyToManyRelationships = [.. manyToMany];
        GlobalOptionSets = [.. globalOptionSets];
        _byName = Tables.ToFrozenDictionary(table => table.LogicalName, StringComparer.Ordinal);
        _bySet = Tables.ToFrozenDictionary(table => table.EntitySetName, StringComparer.Ordinal);
        _columns = Tables.ToFrozenDictionary(
            table => table.LogicalName,
            table => table.Columns.ToFrozenDictionary(column => column.LogicalName, StringComparer.Ordinal),
            StringComparer.Ordinal);
        _byReferencing = Relationships.ToLookup(relationship => relationship.ReferencingTable, StringComparer.Ordinal);
        _byReferenced = Relationships.ToLookup(relationship => relationship.ReferencedTable, StringComparer.Ordinal);
    }

    public IReadOnlyList<TableDefinition> Tables { get; }

    public IReadOnlyList<RelationshipDefinition> Relationships { get; }

    public IReadOnlyList<ManyToManyDefinition> ManyToManyRelationships { get; }

    public IReadOnlyList<OptionSetDefinition> GlobalOptionSets { get; }

    public TableDefinition? FindTable(string logicalName) => _byName.GetValueOrDefault(logicalName);

    public TableDefinition? FindTableBySet(string entitySetName) => _bySet.GetValueOrDefault(entitySetName);

    public ColumnDefinition? FindColumn(string table, string column) =>
        _columns.GetValueOrDefault(table)?.GetValueOrDefault(column);

    /// <summary>Relationships in which <paramref name="table"/> is the many side.</summary>
    public IEnumerable<RelationshipDefinition> RelationshipsFrom(string table) => _byReferencing[table];

    /// <summary>Relationships in which <paramref name="table"/> is the one side.</summary>
    public IEnumerable<RelationshipDefinition> RelationshipsTo(string table) => _byReferenced[table];
}
