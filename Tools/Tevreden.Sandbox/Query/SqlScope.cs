using System.Globalization;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>A table under its name in the SQL text.</summary>
internal sealed record SqlTable(string SqlName, QueryNode Node, TableDefinition Definition);

/// <summary>What a SQL text under construction knows: the catalog, tables by alias, and parameters.</summary>
internal sealed class SqlScope(MetadataCatalog catalog, QueryContext context)
{
    private readonly Dictionary<string, SqlTable> _byAlias = new(StringComparer.Ordinal);
    private int _tables;

    public MetadataCatalog Catalog => catalog;

    public QueryContext Context => context;

    public List<object?> Parameters { get; } = [];

    public SqlTable Add(QueryNode node)
    {
        var definition = catalog.FindTable(node.Table) ?? throw new InvalidQueryException($"There is no table '{node.Table}'.") { Table = node.Table };
        var table = new SqlTable("t" + (_tables++).ToString(CultureInfo.InvariantCulture), node, definition);
        if (node.Alias is null && table.SqlName != "t0")
            node.Alias = node.Table + (_tables - 1).ToString(CultureInfo.InvariantCulture);
        if (node.Alias is { } alias && !_byAlias.TryAdd(alias, table))
            throw new InvalidQueryException($"The alias '{alias}' occurs twice in the query.");
        return table;
    }

    /// <summary>The table of an alias; without one, <paramref name="otherwise"/>. A table's own name will do if it occurs once.</summary>
    public SqlTable Find(string? alias, SqlTable otherwise)
    {
        if (alias is null || alias == otherwise.Node.Alias)
            return otherwise;
        if (_byAlias.TryGetValue(alias, out var table))
            return table;
        if (alias == otherwise.Definition.LogicalName)
            return otherwise;
        var named = _byAlias.Values.Where(found => found.Definition.LogicalName == alias).ToList();
        return named.Count == 1 ? named[0] : throw new InvalidQueryException($"The query has no joined table with alias '{alias}'.");
    }

    public ColumnDefinition Column(SqlTable table, string name)
    {
        var column = catalog.FindColumn(table.Definition.LogicalName, name)
            ?? throw new InvalidQueryException($"The table '{table.Definition.LogicalName}' has no column '{name}'.") { Table = table.Definition.LogicalName, Column = name };
        return column.LogicalName == ColumnStorage.VersionColumn || ColumnStorage.IsStored(column)
            ? column
            : throw new QueryNotSupportedException($"The column '{name}' of '{table.Definition.LogicalName}' is not stored, so it can't be used here.");
    }

    public string Expression(SqlTable table, string column) => Expression(table, Column(table, column));

    public string Parameter(object? value)
    {
        Parameters.Add(value);
        return "$" + (Parameters.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    private static string Expression(SqlTable table, ColumnDefinition column) => $"{table.SqlName}.{ColumnStorage.Quote(column.LogicalName)}";
}
