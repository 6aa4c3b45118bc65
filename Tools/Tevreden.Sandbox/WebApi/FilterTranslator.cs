using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Turns <c>$filter</c> into conditions of the SDK. "not" moves inwards, since those know no negation of a group.</summary>
internal sealed class FilterTranslator(TableDefinition table)
{
    public FilterExpression Translate(FilterClause clause)
    {
        var filter = new FilterExpression(LogicalOperator.And);
        Add(filter, clause.Expression, isNegated: false);
        return filter;
    }

    private static WebApiException Unsupported(QueryNode node) =>
        WebApiException.Bad($"The sandbox does not know {node.Kind} at this place in $filter. It knows comparisons of a column with a value, and, or, not, in, contains, startswith, endswith.");

    private static QueryNode Bare(QueryNode node) => node is ConvertNode convert ? Bare(convert.Source) : node;

    private void Add(FilterExpression into, QueryNode node, bool isNegated)
    {
        switch (Bare(node))
        {
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } both:
                var isOr = (both.OperatorKind == BinaryOperatorKind.Or) != isNegated;
                var group = new FilterExpression(isOr ? LogicalOperator.Or : LogicalOperator.And);
                Add(group, both.Left, isNegated);
                Add(group, both.Right, isNegated);
                into.AddFilter(group);
                break;
            case UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not:
                Add(into, not.Operand, !isNegated);
                break;
            case BinaryOperatorNode comparison:
                into.AddCondition(Compare(comparison, isNegated));
                break;
            case InNode within:
                into.AddCondition(Condition(within.Left, isNegated ? ConditionOperator.NotIn : ConditionOperator.In, Values(within.Right)));
                break;
            case SingleValueFunctionCallNode function:
                into.AddCondition(Call(function, isNegated));
                break;
            case SingleValuePropertyAccessNode yes:
                into.AddCondition(Condition(yes, isNegated ? ConditionOperator.NotEqual : ConditionOperator.Equal, [true]));
                break;
            default:
                throw Unsupported(node);
        }
    }

    private ConditionExpression Compare(BinaryOperatorNode node, bool isNegated)
    {
        var (left, right, kind) = Bare(node.Left) is ConstantNode
            ? (node.Right, node.Left, Mirror(node.OperatorKind))
            : (node.Left, node.Right, node.OperatorKind);
        if (Bare(right) is not ConstantNode { Value: var value })
            throw Unsupported(right);
        var asked = isNegated ? Opposite(kind) : kind;
        if (value is null)
        {
            return asked switch
            {
                BinaryOperatorKind.Equal => Condition(left, ConditionOperator.Null, []),
                BinaryOperatorKind.NotEqual => Condition(left, ConditionOperator.NotNull, []),
                _ => throw WebApiException.Bad("null can be compared by eq and ne only."),
            };
        }

        return Condition(left, Operator(asked), [Sdk(value)]);
    }

    private ConditionExpression Call(SingleValueFunctionCallNode function, bool isNegated)
    {
        var arguments = function.Parameters.ToList();
        if (arguments.Count != 2 || Bare(arguments[1]) is not ConstantNode { Value: string text })
            throw Unsupported(function);
        return Condition(arguments[0], (function.Name, isNegated) switch
        {
            ("contains", false) => ConditionOperator.Contains,
            ("contains", true) => ConditionOperator.DoesNotContain,
            ("startswith", false) => ConditionOperator.BeginsWith,
            ("startswith", true) => ConditionOperator.DoesNotBeginWith,
            ("endswith", false) => ConditionOperator.EndsWith,
            ("endswith", true) => ConditionOperator.DoesNotEndWith,
            _ => throw Unsupported(function),
        }, [text]);
    }

    private ConditionExpression Condition(QueryNode property, ConditionOperator kind, object[] values)
    {
        if (Bare(property) is not SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } access)
            throw Unsupported(property);
        return new ConditionExpression(RowAddresses.ColumnOf(table, access.Property.Name), kind, values);
    }

    private static object[] Values(QueryNode node) => Bare(node) is CollectionConstantNode constants
        ? [.. constants.Collection.Select(one => one.Value is null ? throw WebApiException.Bad("null can't stand in a list.") : Sdk(one.Value))]
        : throw Unsupported(node);

    private static object Sdk(object value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        _ => value,
    };

    private static ConditionOperator Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equal => ConditionOperator.Equal,
        BinaryOperatorKind.NotEqual => ConditionOperator.NotEqual,
        BinaryOperatorKind.GreaterThan => ConditionOperator.GreaterThan,
        BinaryOperatorKind.GreaterThanOrEqual => ConditionOperator.GreaterEqual,
        BinaryOperatorKind.LessThan => ConditionOperator.LessThan,
        BinaryOperatorKind.LessThanOrEqual => ConditionOperator.LessEqual,
        _ => throw WebApiException.Bad($"The operator {kind} is not known in $filter."),
    };

    private static BinaryOperatorKind Opposite(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equal => BinaryOperatorKind.NotEqual,
        BinaryOperatorKind.NotEqual => BinaryOperatorKind.Equal,
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThanOrEqual,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThan,
        _ => kind,
    };

    private static BinaryOperatorKind Mirror(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        _ => kind,
    };
}
