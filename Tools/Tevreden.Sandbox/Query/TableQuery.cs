using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sandbox.Query;

/// <summary>A query in one form, whether it came as FetchXML, QueryExpression or QueryByAttribute.</summary>
internal sealed class TableQuery
{
    public const int MostRows = 5000;

    public required QueryNode Root { get; init; }

    public bool Distinct { get; init; }

    public bool IsAggregate { get; init; }

    public int? Top { get; init; }

    /// <summary>Rows per page; null: not paged, at most 5,000.</summary>
    public int? Count { get; init; }

    public int Page { get; init; } = 1;

    public string? Cookie { get; init; }

    public bool ReturnsTotal { get; init; }
}

/// <summary>A table in a query.</summary>
internal sealed class QueryNode(string table)
{
    public string Table => table;

    /// <summary>Name of a joined table in results and conditions.</summary>
    public string? Alias { get; set; }

    public bool AllColumns { get; set; }

    public List<QueryColumn> Columns { get; } = [];

    public List<QueryFilter> Filters { get; } = [];

    public List<QueryLink> Links { get; } = [];

    public List<QueryOrder> Orders { get; } = [];
}

internal enum Aggregate
{
    None,
    Count,
    CountColumn,
    Sum,
    Average,
    Least,
    Most,
}

internal sealed record QueryColumn(string Name, string? Alias = null, Aggregate Aggregate = Aggregate.None, bool Distinct = false, bool GroupBy = false, string? DateGrouping = null);

/// <param name="From">Column of the joined table; empty: that of the only relationship between the two.</param>
/// <param name="To">Column of the table it is joined to; empty likewise.</param>
internal sealed record QueryLink(QueryNode Node, string From, string To, JoinOperator Kind)
{
    /// <summary>It only asks whether there are such rows; its columns are not in the result.</summary>
    public bool IsQuestion => Kind is JoinOperator.Exists or JoinOperator.In or JoinOperator.Any or JoinOperator.NotAny or JoinOperator.All or JoinOperator.NotAll;
}

internal sealed class QueryFilter
{
    public bool IsOr { get; init; }

    public List<QueryCondition> Conditions { get; } = [];

    public List<QueryFilter> Filters { get; } = [];

    /// <summary>Related rows that must, or must not, be there.</summary>
    public List<QueryLink> Questions { get; } = [];
}

/// <param name="Entity">Alias of the joined table it is about; null: the table that has the filter.</param>
/// <param name="OtherColumn">The column to compare with, instead of values: "alias.column" or "column".</param>
internal sealed record QueryCondition(string? Entity, string Column, ConditionOperator Operator, IReadOnlyList<object> Values, string? OtherColumn = null);

/// <param name="Name">A column, or the alias of an aggregate.</param>
/// <param name="Entity">Alias of the joined table; null: the table that has the order.</param>
internal sealed record QueryOrder(string Name, bool Descending, string? Entity = null, bool IsAlias = false);
