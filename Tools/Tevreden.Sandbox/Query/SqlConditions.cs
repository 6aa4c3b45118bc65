using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>Writes filters as SQL.</summary>
internal sealed class SqlConditions(SqlScope scope)
{
    /// <summary>All filters of a table together; null for none.</summary>
    public string? Filters(SqlTable table)
    {
        var parts = table.Node.Filters.Select(filter => Filter(filter, table)).OfType<string>().ToList();
        parts.AddRange(table.Node.Links.Where(link => link.IsQuestion).Select(link => Question(link, table)));
        return parts.Count == 0 ? null : string.Join(" AND ", parts);
    }

    private string? Filter(QueryFilter filter, SqlTable table)
    {
        var parts = filter.Conditions.Select(condition => Condition(condition, scope.Find(condition.Entity, table)))
            .Concat(filter.Filters.Select(inner => Filter(inner, table)).OfType<string>())
            .Concat(filter.Questions.Select(link => Question(link, table)))
            .ToList();
        return parts.Count == 0 ? null : "(" + string.Join(filter.IsOr ? " OR " : " AND ", parts) + ")";
    }

    // "all" asks for rows that have related ones of which none meets the filter; "not all" is another word for "any".
    private string Question(QueryLink link, SqlTable table) => link.Kind switch
    {
        JoinOperator.NotAny => "NOT " + Exists(link, table, filtered: true),
        JoinOperator.All => $"({Exists(link, table, filtered: false)} AND NOT {Exists(link, table, filtered: true)})",
        _ => Exists(link, table, filtered: true),
    };

    private string Exists(QueryLink link, SqlTable table, bool filtered)
    {
        var inner = scope.Add(filtered ? link.Node : new QueryNode(link.Node.Table));
        var sources = new SqlSources(scope, this);
        var from = $"{ColumnStorage.Quote(inner.Definition.LogicalName)} AS {inner.SqlName}" + (filtered ? sources.Joins(inner) : string.Empty);
        var where = $"{scope.Expression(inner, link.From)} = {scope.Expression(table, link.To)}";
        if (filtered && Filters(inner) is { } filter)
            where += " AND " + filter;
        return $"EXISTS (SELECT 1 FROM {from} WHERE {where})";
    }

    private string Condition(QueryCondition condition, SqlTable table)
    {
        var column = scope.Column(table, condition.Column);
        var left = scope.Expression(table, condition.Column);
        if (condition.OtherColumn is { } other)
            return Compare(condition.Operator, left, Other(other, table));
        if (TimeSpans.Of(condition.Operator, condition.Values, scope.Context.Now) is { } span)
            return Within(left, span, condition.Operator == ConditionOperator.NotOn);

        switch (condition.Operator)
        {
            case ConditionOperator.Null:
                return $"{left} IS NULL";
            case ConditionOperator.NotNull:
                return $"{left} IS NOT NULL";
            case ConditionOperator.In or ConditionOperator.NotIn:
                return condition.Values.Count == 0
                    ? throw new InvalidQueryException($"The condition on '{condition.Column}' needs at least one value.")
                    : $"({left} {(condition.Operator == ConditionOperator.In ? "IN" : "NOT IN")} ({string.Join(", ", condition.Values.Select(value => Parameter(column, value)))}){OrEmpty(condition.Operator == ConditionOperator.NotIn, left)})";
            case ConditionOperator.Between or ConditionOperator.NotBetween:
                return condition.Values.Count == 2
                    ? $"({left} {(condition.Operator == ConditionOperator.Between ? "BETWEEN" : "NOT BETWEEN")} {Parameter(column, condition.Values[0])} AND {Parameter(column, condition.Values[1])})"
                    : throw new InvalidQueryException($"The condition on '{condition.Column}' needs two values.");
            case ConditionOperator.Like or ConditionOperator.NotLike:
                return Like(left, Unbracketed(One(condition)), condition.Operator == ConditionOperator.NotLike, escapes: true);
            case ConditionOperator.BeginsWith or ConditionOperator.DoesNotBeginWith:
                return Like(left, Escaped(One(condition)) + "%", condition.Operator == ConditionOperator.DoesNotBeginWith, escapes: true);
            case ConditionOperator.EndsWith or ConditionOperator.DoesNotEndWith:
                return Like(left, "%" + Escaped(One(condition)), condition.Operator == ConditionOperator.DoesNotEndWith, escapes: true);
            case ConditionOperator.Contains or ConditionOperator.DoesNotContain:
                return Like(left, "%" + Escaped(One(condition)) + "%", condition.Operator == ConditionOperator.DoesNotContain, escapes: true);
            case ConditionOperator.ContainValues or ConditionOperator.DoesNotContainValues:
                return Containing(left, condition);
            case ConditionOperator.EqualUserId or ConditionOperator.NotEqualUserId:
                return Compare(condition.Operator == ConditionOperator.EqualUserId ? ConditionOperator.Equal : ConditionOperator.NotEqual, left, scope.Parameter(ColumnStorage.Text(scope.Context.UserId)));
            default:
                return Compare(condition.Operator, left, Parameter(column, Single(condition)));
        }
    }

    private static string Compare(ConditionOperator kind, string left, string right) => kind switch
    {
        ConditionOperator.Equal => $"{left} = {right}",

        // Rows without a value are different from any value, as on the platform.
        ConditionOperator.NotEqual => $"({left} <> {right} OR {left} IS NULL)",
        ConditionOperator.GreaterThan => $"{left} > {right}",
        ConditionOperator.GreaterEqual => $"{left} >= {right}",
        ConditionOperator.LessThan => $"{left} < {right}",
        ConditionOperator.LessEqual => $"{left} <= {right}",
        _ => throw new QueryNotSupportedException($"The condition operator {kind} is not known to the sandbox."),
    };

    private string Within(string left, (DateTime? From, DateTime? Until) span, bool not)
    {
        var parts = new List<string>();
        if (span.From is { } from)
            parts.Add($"{left} >= {scope.Parameter(ColumnStorage.Text(from))}");
        if (span.Until is { } until)
            parts.Add($"{left} < {scope.Parameter(ColumnStorage.Text(until))}");
        var within = string.Join(" AND ", parts);
        return not ? $"(NOT ({within}) OR {left} IS NULL)" : $"({within})";
    }

    private string Containing(string left, QueryCondition condition)
    {
        var any = string.Join(" OR ", condition.Values.Select(value => $"{left} LIKE {scope.Parameter($"%,{Plain(value)},%")}"));
        return condition.Operator == ConditionOperator.ContainValues ? $"({any})" : $"(NOT ({any}) OR {left} IS NULL)";
    }

    private string Like(string left, string pattern, bool not, bool escapes) =>
        $"({left} {(not ? "NOT LIKE" : "LIKE")} {scope.Parameter(pattern)}{(escapes ? " ESCAPE '\\'" : string.Empty)}{OrEmpty(not, left)})";

    private string Other(string name, SqlTable table)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? scope.Expression(table, name) : scope.Expression(scope.Find(name[..dot], table), name[(dot + 1)..]);
    }

    private string Parameter(ColumnDefinition column, object value) => scope.Parameter(ColumnStorage.Scalar(column, value));

    private static string OrEmpty(bool not, string left) => not ? $" OR {left} IS NULL" : string.Empty;

    private static object Single(QueryCondition condition) => condition.Values.Count == 1
        ? condition.Values[0]
        : throw new InvalidQueryException($"The condition on '{condition.Column}' with operator {condition.Operator} needs one value; found {condition.Values.Count}.");

    private static string One(QueryCondition condition) => Plain(Single(condition));

    private static string Plain(object value) => value switch
    {
        Microsoft.Xrm.Sdk.OptionSetValue option => option.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty,
    };

    // [%] means the sign itself. Sets of characters, which SQL Server has besides, are refused.
    private static string Unbracketed(string pattern)
    {
        var text = new System.Text.StringBuilder();
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '[' && at + 2 < pattern.Length && pattern[at + 2] == ']')
            {
                text.Append(Escaped(pattern[at + 1].ToString()));
                at += 2;
            }
            else if (pattern[at] == '\\')
            {
                text.Append("\\\\");
            }
            else if (pattern[at] != '[')
            {
                text.Append(pattern[at]);
            }
            else
            {
                throw new QueryNotSupportedException($"The pattern '{pattern}' has a set of characters in brackets, which the sandbox does not know; it knows %, _ and one character in brackets.");
            }
        }

        return text.ToString();
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
