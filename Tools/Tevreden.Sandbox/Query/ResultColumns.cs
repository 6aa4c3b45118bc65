using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>One column of a result: its SQL, and how it gets into the row.</summary>
internal sealed record ResultColumn(IReadOnlyList<string> Sql, Action<Entity, SqliteDataReader, int> Read)
{
    /// <summary>Expression that groups, in an aggregate query.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Name in an order by alias.</summary>
    public string? Alias { get; init; }
}

/// <summary>Which columns a query gives, from all its tables.</summary>
internal sealed class ResultColumns(SqlScope scope, TableQuery query)
{
    public List<ResultColumn> Of(SqlTable root, IReadOnlyList<SqlTable> joined)
    {
        var columns = new List<ResultColumn>();
        foreach (var table in (IEnumerable<SqlTable>)[root, .. joined])
        {
            var isRoot = table == root;
            if (table.Node.AllColumns)
                columns.AddRange(table.Definition.Columns.Where(Readable).Select(column => Plain(table, new QueryColumn(column.LogicalName), isRoot)));
            columns.AddRange(table.Node.Columns
                .Where(column => !table.Node.AllColumns || column.Alias is not null)
                .Where(column => !IsShadow(table, column))
                .Select(column => query.IsAggregate ? Aggregated(table, column) : Plain(table, column, isRoot)));
        }

        return columns;
    }

    private static bool Readable(ColumnDefinition column) => column.ValidForRead && (ColumnStorage.IsStored(column) || column.LogicalName == ColumnStorage.VersionColumn);

    // Names of lookups and choices come with their base column.
    private bool IsShadow(SqlTable table, QueryColumn column)
    {
        var found = scope.Catalog.FindColumn(table.Definition.LogicalName, column.Name)
            ?? throw new InvalidQueryException($"The table '{table.Definition.LogicalName}' has no column '{column.Name}'.") { Table = table.Definition.LogicalName, Column = column.Name };
        return found.LogicalName != ColumnStorage.VersionColumn && !ColumnStorage.IsStored(found);
    }

    private List<string> Expressions(SqlTable table, ColumnDefinition column)
    {
        var sql = new List<string> { scope.Expression(table, column.LogicalName) };
        if (column.IsLookup)
            sql.Add($"{table.SqlName}.{ColumnStorage.Quote(ColumnStorage.TypeColumn(column.LogicalName))}");
        return sql;
    }

    private ResultColumn Plain(SqlTable table, QueryColumn asked, bool isRoot)
    {
        var column = scope.Column(table, asked.Name);
        var isPlain = isRoot && asked.Alias is null;
        var name = asked.Alias ?? (isRoot ? asked.Name : $"{table.Node.Alias}.{asked.Name}");
        return new ResultColumn(Expressions(table, column), (row, reader, ordinal) =>
        {
            if (ColumnStorage.Decode(column, reader, ordinal) is { } value)
                row[name] = isPlain ? value : new AliasedValue(table.Definition.LogicalName, asked.Name, value);
        });
    }

    private ResultColumn Aggregated(SqlTable table, QueryColumn asked)
    {
        var column = scope.Column(table, asked.Name);
        var alias = asked.Alias ?? throw new InvalidQueryException($"In an aggregate query the attribute '{asked.Name}' needs an alias.");
        var expression = scope.Expression(table, asked.Name);
        if (asked.GroupBy)
            return Grouped(table, asked, column, alias, expression);
        if (asked.Aggregate == Aggregate.None)
            throw new InvalidQueryException($"In an aggregate query the attribute '{asked.Name}' needs an aggregate, or groupby.");

        var sql = asked.Aggregate switch
        {
            Aggregate.Count => "COUNT(*)",
            Aggregate.CountColumn => $"COUNT({(asked.Distinct ? "DISTINCT " : string.Empty)}{expression})",
            Aggregate.Sum => $"SUM({expression})",
            Aggregate.Average => $"AVG({expression})",
            Aggregate.Least => $"MIN({expression})",
            _ => $"MAX({expression})",
        };
        var counts = asked.Aggregate is Aggregate.Count or Aggregate.CountColumn;
        return new ResultColumn([sql], (row, reader, ordinal) =>
        {
            if (!reader.IsDBNull(ordinal))
                row[alias] = new AliasedValue(table.Definition.LogicalName, asked.Name, counts ? reader.GetInt32(ordinal) : Number(column, reader, ordinal));
        }) { Alias = alias };
    }

    private static object? Number(ColumnDefinition column, SqliteDataReader reader, int ordinal) => column.Type switch
    {
        ColumnType.Integer => (int)reader.GetDouble(ordinal),
        ColumnType.BigInt => (long)reader.GetDouble(ordinal),
        _ => ColumnStorage.Decode(column, reader, ordinal),
    };

    private ResultColumn Grouped(SqlTable table, QueryColumn asked, ColumnDefinition column, string alias, string expression)
    {
        if (asked.DateGrouping is { } grouping)
        {
            var part = grouping.ToUpperInvariant() switch
            {
                "DAY" => $"CAST(strftime('%d', {expression}) AS INTEGER)",
                "WEEK" => $"CAST(strftime('%W', {expression}) AS INTEGER)",
                "MONTH" => $"CAST(strftime('%m', {expression}) AS INTEGER)",
                "QUARTER" => $"((CAST(strftime('%m', {expression}) AS INTEGER) + 2) / 3)",
                "YEAR" => $"CAST(strftime('%Y', {expression}) AS INTEGER)",
                _ => throw new QueryNotSupportedException($"The date grouping '{grouping}' is not known to the sandbox."),
            };
            return new ResultColumn([part], (row, reader, ordinal) =>
            {
                if (!reader.IsDBNull(ordinal))
                    row[alias] = new AliasedValue(table.Definition.LogicalName, asked.Name, reader.GetInt32(ordinal));
            }) { GroupBy = part, Alias = alias };
        }

        return new ResultColumn(Expressions(table, column), (row, reader, ordinal) =>
        {
            if (ColumnStorage.Decode(column, reader, ordinal) is { } value)
                row[alias] = new AliasedValue(table.Definition.LogicalName, asked.Name, value);
        }) { GroupBy = string.Join(", ", Expressions(table, column)), Alias = alias };
    }
}
