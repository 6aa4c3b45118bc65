using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>Writes the joined tables of a query.</summary>
internal sealed class SqlSources(SqlScope scope, SqlConditions conditions)
{
    /// <summary>Joined tables in the order of the text, with the table they are joined to.</summary>
    public List<SqlTable> Tables { get; } = [];

    public string Joins(SqlTable parent) => string.Concat(parent.Node.Links.Where(link => !link.IsQuestion).Select(link => Join(link, parent)));

    private string Join(QueryLink link, SqlTable parent)
    {
        if (link.Kind is not (JoinOperator.Inner or JoinOperator.LeftOuter))
            throw new QueryNotSupportedException($"A join of kind {link.Kind} is not known to the sandbox.");
        var table = scope.Add(link.Node);
        Tables.Add(table);
        var isOuter = link.Kind == JoinOperator.LeftOuter;
        var on = $"{scope.Expression(table, link.From)} = {scope.Expression(parent, link.To)}";

        // Joins inside an outer one belong to it: where they find nothing, it finds nothing.
        var inner = Joins(table);
        if (conditions.Filters(table) is { } filter)
            on += " AND " + filter;
        var name = $"{ColumnStorage.Quote(table.Definition.LogicalName)} AS {table.SqlName}";
        var hasInner = isOuter && link.Node.Links.Exists(below => below.Kind == JoinOperator.Inner);
        return hasInner
            ? $" LEFT JOIN ({name}{inner}) ON {on}"
            : $" {(isOuter ? "LEFT JOIN" : "JOIN")} {name} ON {on}{inner}";
    }
}
