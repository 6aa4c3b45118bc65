using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>Reads QueryExpression and QueryByAttribute.</summary>
internal static class ExpressionReader
{
    public static TableQuery Read(QueryExpression query)
    {
        var root = new QueryNode(query.EntityName ?? throw new InvalidQueryException("The query names no table."));
        Fill(root, query.ColumnSet);
        if (query.Criteria is { } criteria)
            root.Filters.Add(Filter(criteria));
        root.Links.AddRange(query.LinkEntities.Select(Link));
        root.Orders.AddRange(query.Orders.Select(Order));
        return new TableQuery
        {
            Root = root,
            Distinct = query.Distinct,
            IsAggregate = query.ColumnSet.AttributeExpressions.Count > 0,
            Top = query.TopCount,
            Count = query.PageInfo is { Count: > 0 } page ? page.Count : null,
            Page = query.PageInfo is { PageNumber: > 1 } later ? later.PageNumber : 1,
            Cookie = query.PageInfo?.PagingCookie,
            ReturnsTotal = query.PageInfo?.ReturnTotalRecordCount ?? false,
        };
    }

    public static TableQuery Read(QueryByAttribute query)
    {
        if (query.Attributes.Count != query.Values.Count)
            throw new InvalidQueryException($"A QueryByAttribute needs as many values as attributes; found {query.Attributes.Count} attributes and {query.Values.Count} values.");
        var expression = new QueryExpression(query.EntityName) { ColumnSet = query.ColumnSet, TopCount = query.TopCount, PageInfo = query.PageInfo ?? new PagingInfo() };
        for (var i = 0; i < query.Attributes.Count; i++)
            expression.Criteria.AddCondition(query.Attributes[i], query.Values[i] is null ? ConditionOperator.Null : ConditionOperator.Equal, query.Values[i] is null ? [] : [query.Values[i]]);
        expression.Orders.AddRange(query.Orders);
        return Read(expression);
    }

    private static void Fill(QueryNode node, ColumnSet? columns)
    {
        if (columns is null)
            return;
        node.AllColumns = columns.AllColumns;
        node.Columns.AddRange(columns.Columns.Select(column => new QueryColumn(column)));
        node.Columns.AddRange(columns.AttributeExpressions.Select(expression => new QueryColumn(
            expression.AttributeName,
            expression.Alias,
            expression.AggregateType switch
            {
                XrmAggregateType.None => Aggregate.None,
                XrmAggregateType.Count => Aggregate.Count,
                XrmAggregateType.CountColumn => Aggregate.CountColumn,
                XrmAggregateType.Sum => Aggregate.Sum,
                XrmAggregateType.Avg => Aggregate.Average,
                XrmAggregateType.Min => Aggregate.Least,
                _ => Aggregate.Most,
            },
            GroupBy: expression.HasGroupBy,
            DateGrouping: expression.DateTimeGrouping == XrmDateTimeGrouping.None ? null : expression.DateTimeGrouping.ToString())));
    }

    private static QueryLink Link(LinkEntity link)
    {
        var node = new QueryNode(link.LinkToEntityName) { Alias = link.EntityAlias };
        Fill(node, link.Columns);
        if (link.LinkCriteria is { } criteria)
            node.Filters.Add(Filter(criteria));
        node.Links.AddRange(link.LinkEntities.Select(Link));
        node.Orders.AddRange(link.Orders.Select(Order));
        return new QueryLink(node, link.LinkToAttributeName, link.LinkFromAttributeName, link.JoinOperator == JoinOperator.Natural ? JoinOperator.Inner : link.JoinOperator);
    }

    private static QueryOrder Order(OrderExpression order) =>
        new(order.AttributeName, order.OrderType == OrderType.Descending, order.EntityName);

    private static QueryFilter Filter(FilterExpression filter)
    {
        var read = new QueryFilter { IsOr = filter.FilterOperator == LogicalOperator.Or };
        read.Conditions.AddRange(filter.Conditions.Select(Condition));
        read.Filters.AddRange(filter.Filters.Select(Filter));
        return read;
    }

    private static QueryCondition Condition(ConditionExpression condition) => new(
        condition.EntityName,
        condition.AttributeName,
        condition.Operator,
        [.. condition.Values.SelectMany(Flat)],
        condition.CompareColumns && condition.Values.Count > 0 ? (string)condition.Values[0] : null);

    // Lists may come as one value.
    private static IEnumerable<object> Flat(object value) =>
        value is System.Collections.IEnumerable many and not string and not byte[] and not OptionSetValueCollection ? many.Cast<object>() : [value];
}
