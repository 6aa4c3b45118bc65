using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>Runs a query of the SDK as one SQL statement.</summary>
internal sealed class QueryRunner(MetadataCatalog catalog, SqliteStatements statements, QueryContext context)
{
    private const int MostSourceRows = 50_000;
    private const int MostCounted = 5_000;

    public EntityCollection Run(QueryBase query) => Run(query switch
    {
        FetchExpression fetch => FetchReader.Read(fetch.Query),
        QueryExpression expression => ExpressionReader.Read(expression),
        QueryByAttribute byAttribute => ExpressionReader.Read(byAttribute),
        _ => throw new QueryNotSupportedException($"A query of type {query.GetType().Name} is not known."),
    });

    private EntityCollection Run(TableQuery query)
    {
        QueryLimits.Check(query);
        ImpliedJoins.Fill(query.Root, catalog);
        var scope = new SqlScope(catalog, context);
        var root = scope.Add(query.Root);
        var conditions = new SqlConditions(scope);
        var sources = new SqlSources(scope, conditions);
        var from = $" FROM {ColumnStorage.Quote(root.Definition.LogicalName)} AS {root.SqlName}{sources.Joins(root)}";
        if (conditions.Filters(root) is { } filter)
            from += " WHERE " + filter;

        var columns = new ResultColumns(scope, query).Of(root, sources.Tables);
        var orders = new SqlOrders(scope).Of(root, sources.Tables, columns);
        if (query.IsAggregate)
            return Aggregate(query, scope, from, columns, orders, root);

        var shows = Identified(query, root, columns);
        var select = $"SELECT {(query.Distinct ? "DISTINCT " : string.Empty)}{string.Join(", ", shows.SelectMany(column => column.Sql))}{from}";
        if (!query.Distinct)
            orders.Add(scope.Expression(root, root.Definition.PrimaryIdColumn));
        var result = Page(query, scope, select, orders, shows, root);
        if (query.ReturnsTotal)
            Total(select, scope, result);
        return result;
    }

    // The id, and the version behind RowVersion, come along always, except where they would make distinct rows of equal ones.
    private static List<ResultColumn> Identified(TableQuery query, SqlTable root, List<ResultColumn> columns)
    {
        if (query.Distinct)
            return columns.Count > 0 ? columns : [Id(root)];
        return [Id(root), Version(root), .. columns];
    }

    private static ResultColumn Id(SqlTable root) => new([$"{root.SqlName}.{ColumnStorage.Quote(root.Definition.PrimaryIdColumn)}"], (row, reader, ordinal) =>
    {
        row.Id = reader.GetGuid(ordinal);
        row[root.Definition.PrimaryIdColumn] = row.Id;
    });

    private static ResultColumn Version(SqlTable root) => new([$"{root.SqlName}.{ColumnStorage.VersionColumn}"], (row, reader, ordinal) =>
        row.RowVersion = reader.GetInt64(ordinal).ToString(CultureInfo.InvariantCulture));

    private EntityCollection Page(TableQuery query, SqlScope scope, string select, List<string> orders, List<ResultColumn> columns, SqlTable root)
    {
        var size = Math.Min(query.Top ?? query.Count ?? TableQuery.MostRows, TableQuery.MostRows);
        var skip = query.Top is null ? (query.Page - 1) * size : 0;
        if (skip + size > MostSourceRows && string.IsNullOrEmpty(query.Cookie) && query.Page > 1)
            throw new InvalidQueryException($"Paging beyond {MostSourceRows} rows needs the paging cookie of the page before.");

        var sql = select + (orders.Count > 0 ? " ORDER BY " + string.Join(", ", orders) : string.Empty)
            + string.Create(CultureInfo.InvariantCulture, $" LIMIT {size + 1} OFFSET {skip}");
        var rows = Read(sql, scope, columns, root);
        var result = new EntityCollection { EntityName = root.Definition.LogicalName, TotalRecordCount = -1, MoreRecords = rows.Count > size && query.Top is null };
        result.Entities.AddRange(rows.Take(size));
        if (result.MoreRecords)
            result.PagingCookie = Cookie(query.Page, root.Definition, result.Entities);
        return result;
    }

    private static string Cookie(int page, TableDefinition table, DataCollection<Entity> rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"<cookie page=\"{page}\"><{table.PrimaryIdColumn} last=\"{{{rows[^1].Id.ToString("D").ToUpperInvariant()}}}\" first=\"{{{rows[0].Id.ToString("D").ToUpperInvariant()}}}\" /></cookie>");

    private EntityCollection Aggregate(TableQuery query, SqlScope scope, string from, List<ResultColumn> columns, List<string> orders, SqlTable root)
    {
        var source = (long)statements.Scalar($"SELECT COUNT(*) FROM (SELECT 1{from} LIMIT {MostSourceRows + 1})", scope.Parameters)!;
        if (source > MostSourceRows)
            throw new InvalidQueryException("The maximum record limit is exceeded. Reduce the number of records.") { Limit = QueryLimit.AggregateRows };

        var groups = columns.Select(column => column.GroupBy).OfType<string>().ToList();
        var sql = $"SELECT {string.Join(", ", columns.SelectMany(column => column.Sql))}{from}"
            + (groups.Count > 0 ? " GROUP BY " + string.Join(", ", groups) : string.Empty)
            + (orders.Count > 0 ? " ORDER BY " + string.Join(", ", orders) : string.Empty)
            + string.Create(CultureInfo.InvariantCulture, $" LIMIT {query.Top ?? query.Count ?? TableQuery.MostRows} OFFSET {(query.Page - 1) * (query.Count ?? 0)}");
        var result = new EntityCollection { EntityName = root.Definition.LogicalName, TotalRecordCount = -1 };
        result.Entities.AddRange(Read(sql, scope, columns, root));
        return result;
    }

    private List<Entity> Read(string sql, SqlScope scope, List<ResultColumn> columns, SqlTable root)
    {
        var rows = new List<Entity>();
        statements.Read(sql, scope.Parameters, reader =>
        {
            var row = new Entity(root.Definition.LogicalName);
            var ordinal = 0;
            foreach (var column in columns)
            {
                column.Read(row, reader, ordinal);
                ordinal += column.Sql.Count;
            }

            // Of distinct rows the id comes only where it is asked for.
            if (row.Id == Guid.Empty && row.GetAttributeValue<object>(root.Definition.PrimaryIdColumn) is Guid id)
                row.Id = id;
            rows.Add(row);
        });
        return rows;
    }

    private void Total(string select, SqlScope scope, EntityCollection result)
    {
        var total = (int)(long)statements.Scalar($"SELECT COUNT(*) FROM ({select} LIMIT {MostCounted + 1})", scope.Parameters)!;
        result.TotalRecordCountLimitExceeded = total > MostCounted;
        result.TotalRecordCount = Math.Min(total, MostCounted);
    }
}
