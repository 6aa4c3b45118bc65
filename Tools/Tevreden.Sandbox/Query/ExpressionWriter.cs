using System.Globalization;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>Writes a query as QueryExpression; values become those of their columns' types.</summary>
internal sealed class ExpressionWriter(MetadataCatalog catalog)
{
    public QueryExpression Write(TableQuery query)
    {
        if (query.IsAggregate)
            throw new QueryNotSupportedException("An aggregate query of FetchXML can't be made a QueryExpression.");
        var expression = new QueryExpression(query.Root.Table) { Distinct = query.Distinct, TopCount = query.Top, ColumnSet = Columns(query.Root) };
        if (query.Count is { } count)
            expression.PageInfo = new PagingInfo { Count = count, PageNumber = query.Page, PagingCookie = query.Cookie, ReturnTotalRecordCount = query.ReturnsTotal };
        foreach (var filter in query.Root.Filters)
            expression.Criteria.AddFilter(Filter(filter, query.Root.Table));
        expression.Orders.AddRange(query.Root.Orders.Select(Order));
        expression.LinkEntities.AddRange(query.Root.Links.Select(link => Link(link, query.Root.Table)));
        return expression;
    }

    private static ColumnSet Columns(QueryNode node) => node.AllColumns ? new ColumnSet(true) : new ColumnSet([.. node.Columns.Select(column => column.Name)]);

    private static OrderExpression Order(QueryOrder order) => new(order.Name, order.Descending ? OrderType.Descending : OrderType.Ascending);

    private LinkEntity Link(QueryLink link, string from)
    {
        var written = new LinkEntity(from, link.Node.Table, link.To, link.From, link.Kind) { EntityAlias = link.Node.Alias, Columns = Columns(link.Node) };
        foreach (var filter in link.Node.Filters)
            written.LinkCriteria.AddFilter(Filter(filter, link.Node.Table));
        written.Orders.AddRange(link.Node.Orders.Select(Order));
        written.LinkEntities.AddRange(link.Node.Links.Select(inner => Link(inner, link.Node.Table)));
        return written;
    }

    private FilterExpression Filter(QueryFilter filter, string table)
    {
        if (filter.Questions.Count > 0)
            throw new QueryNotSupportedException("A link-entity inside a filter can't be made a part of a QueryExpression by the sandbox.");
        var written = new FilterExpression(filter.IsOr ? LogicalOperator.Or : LogicalOperator.And);
        written.Conditions.AddRange(filter.Conditions.Select(condition => Condition(condition, table)));
        foreach (var inner in filter.Filters)
            written.AddFilter(Filter(inner, table));
        return written;
    }

    private ConditionExpression Condition(QueryCondition condition, string table)
    {
        if (condition.OtherColumn is { } other)
            return new ConditionExpression(condition.Column, condition.Operator, true, other) { EntityName = condition.Entity };
        var type = catalog.FindColumn(table, condition.Column)?.Type;
        return new ConditionExpression(condition.Column, condition.Operator, [.. condition.Values.Select(value => Value(value, condition.Entity is null ? type : null))]) { EntityName = condition.Entity };
    }

    private static object Value(object value, ColumnType? type) => value is not string text ? value : type switch
    {
        ColumnType.Integer or ColumnType.Picklist or ColumnType.State or ColumnType.Status when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        ColumnType.Decimal or ColumnType.Money when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        ColumnType.Double when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        ColumnType.Boolean => text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase),
        ColumnType.UniqueIdentifier or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner when Guid.TryParse(text, out var id) => id,
        _ => text,
    };
}
