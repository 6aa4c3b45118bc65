using System.Globalization;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>Writes the order of a result: choices by their label, lookups by the name of the row, as the platform sorts them.</summary>
internal sealed class SqlOrders(SqlScope scope)
{
    public List<string> Of(SqlTable root, IReadOnlyList<SqlTable> joined, IReadOnlyList<ResultColumn> columns)
    {
        var orders = new List<string>();
        foreach (var table in (IEnumerable<SqlTable>)[root, .. joined])
            orders.AddRange(table.Node.Orders.Select(order => Expression(order, table, columns) + (order.Descending ? " DESC" : string.Empty)));
        return orders;
    }

    private string Expression(QueryOrder order, SqlTable table, IReadOnlyList<ResultColumn> columns)
    {
        if (order.IsAlias)
        {
            return columns.FirstOrDefault(column => column.Alias == order.Name)?.Sql[0]
                ?? throw new InvalidQueryException($"The query orders by the alias '{order.Name}', which it does not have.");
        }

        var owner = scope.Find(order.Entity, table);
        var column = scope.Column(owner, order.Name);
        var expression = scope.Expression(owner, order.Name);
        if (column.OptionSet is { Options.Count: > 0 } set && column.Type is ColumnType.Picklist or ColumnType.State or ColumnType.Status)
            return ByLabel(expression, column.OptionSet!);
        return column is { IsLookup: true, Targets.Count: 1 } && scope.Catalog.FindTable(column.Targets[0]) is { PrimaryNameColumn: { } name } target
            ? $"(SELECT {ColumnStorage.Quote(name)} FROM {ColumnStorage.Quote(target.LogicalName)} AS n WHERE n.{ColumnStorage.Quote(target.PrimaryIdColumn)} = {expression})"
            : expression;
    }

    private static string ByLabel(string expression, OptionSetDefinition set)
    {
        var ranked = set.Options.OrderBy(option => option.Label.In(LocalizedText.English), StringComparer.CurrentCultureIgnoreCase)
            .Select((option, rank) => string.Create(CultureInfo.InvariantCulture, $"WHEN {option.Value} THEN {rank}"));
        return $"CASE {expression} {string.Join(' ', ranked)} END";
    }
}
