using System.Globalization;
using System.Xml.Linq;
using Microsoft.OData.UriParser;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Turns <c>$filter</c> into a filter of FetchXML. "not" moves inwards, since that knows no negation of a group.</summary>
/// <param name="table">Whose rows are filtered.</param>
/// <param name="catalog">All tables.</param>
/// <param name="functions">What was taken out of the filter before: see <see cref="QueryFunctions"/>.</param>
/// <param name="joins">Joins over which paths go; those that are missing are added.</param>
internal sealed class FilterTranslator(TableDefinition table, MetadataCatalog catalog, IReadOnlyList<QueryFunction> functions, LookupJoins joins)
{
    public XElement Translate(FilterClause clause) => Translate(clause.Expression, isNegated: false);

    private static WebApiException Unsupported(QueryNode node) => WebApiException.Bad(
        $"The sandbox does not know {node.Kind} at this place in $filter. It knows comparisons of a column (also over a lookup) with a value, and, or, not, in, contains, startswith, endswith, any, all and the platform's query functions.");

    private static QueryNode Bare(QueryNode node) => node is ConvertNode convert ? Bare(convert.Source) : node;

    private XElement Translate(QueryNode node, bool isNegated) => Bare(node) switch
    {
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } both =>
            FetchText.Filter((both.OperatorKind == BinaryOperatorKind.Or) != isNegated, Translate(both.Left, isNegated), Translate(both.Right, isNegated)),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Translate(not.Operand, !isNegated),
        BinaryOperatorNode comparison => FetchText.Filter(false, Compare(comparison, isNegated)),
        InNode within => FetchText.Filter(false, Condition(within.Left, isNegated ? "not-in" : "in", Values(within.Right))),
        SingleValueFunctionCallNode function => FetchText.Filter(false, Call(function, isNegated)),
        SingleValuePropertyAccessNode yes => FetchText.Filter(false, Condition(yes, isNegated ? "ne" : "eq", "1")),
        AnyNode any => FetchText.Filter(false, Question(any, isNegated ? "not any" : "any", any.Body, bodyIsNegated: false)),
        AllNode all => FetchText.Filter(false, Question(all, isNegated ? "any" : "not any", all.Body, bodyIsNegated: true)),
        ConstantNode { Value: bool yes } => FetchText.Filter(false, FetchText.Condition(table.PrimaryIdColumn, yes != isNegated ? "not-null" : "null", null)),
        var other => throw Unsupported(other),
    };

    private XElement Question(LambdaNode lambda, string kind, QueryNode body, bool bodyIsNegated)
    {
        if (lambda.Source is not CollectionNavigationNode { Source: ResourceRangeVariableReferenceNode } collection)
            throw Unsupported(lambda);
        var related = RelatedRows.Find(catalog, table, collection.NavigationProperty.Name) ?? throw Unsupported(lambda);
        var inner = new LookupJoins(catalog);
        var link = related.Link(kind);
        var at = link.DescendantsAndSelf("link-entity").Last();

        // Without a condition: any(), are there related rows at all.
        if (body is not ConstantNode { Value: true })
            at.Add(new FilterTranslator(related.Target, catalog, functions, inner).Translate(body, bodyIsNegated));
        at.Add(inner.Elements);
        return link;
    }

    private XElement Compare(BinaryOperatorNode node, bool isNegated)
    {
        var (left, right, kind) = Bare(node.Left) is ConstantNode
            ? (node.Right, node.Left, Mirror(node.OperatorKind))
            : (node.Left, node.Right, node.OperatorKind);
        if (Bare(right) is SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } other)
        {
            var condition = Condition(left, Operator(isNegated ? Opposite(kind) : kind));
            condition.Add(new XAttribute("valueof", RowAddresses.ColumnOf(table, other.Property.Name)));
            return condition;
        }

        if (Bare(right) is not ConstantNode { Value: var value })
            throw Unsupported(right);
        var asked = isNegated ? Opposite(kind) : kind;
        if (value is not null)
            return Condition(left, Operator(asked), FetchText.Value(value));
        return asked switch
        {
            BinaryOperatorKind.Equal => Condition(left, "null"),
            BinaryOperatorKind.NotEqual => Condition(left, "not-null"),
            _ => throw WebApiException.Bad("null can be compared by eq and ne only."),
        };
    }

    private XElement Call(SingleValueFunctionCallNode function, bool isNegated)
    {
        var arguments = function.Parameters.ToList();
        if (arguments.Count != 2 || Bare(arguments[1]) is not ConstantNode { Value: string text })
            throw Unsupported(function);
        if (Bare(arguments[0]) is ConstantNode { Value: QueryFunctions.Mark })
            return Call(functions[int.Parse(text, CultureInfo.InvariantCulture)], isNegated);
        var not = isNegated ? "not-like" : "like";
        return function.Name switch
        {
            "contains" => Condition(arguments[0], not, $"%{FetchText.Literal(text)}%"),
            "startswith" => Condition(arguments[0], not, $"{FetchText.Literal(text)}%"),
            "endswith" => Condition(arguments[0], not, $"%{FetchText.Literal(text)}"),
            _ => throw Unsupported(function),
        };
    }

    private XElement Call(QueryFunction function, bool isNegated)
    {
        if (isNegated)
            throw WebApiException.Bad($"not can't stand before the query function {function.Name}: use the function that says the opposite.");
        var name = function.Property;
        if (catalog.FindColumn(table.LogicalName, RowAddresses.ColumnOf(table, name)) is not { } column)
            throw WebApiException.Bad($"Could not find a property named '{name}' on type '{EdmModels.Namespace}.{table.LogicalName}'.");
        return FetchText.Condition(column.LogicalName, QueryFunctions.OperatorOf(function), null, [.. function.Values]);
    }

    private XElement Condition(QueryNode property, string operation, params string[] values) => Bare(property) switch
    {
        SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } access =>
            FetchText.Condition(RowAddresses.ColumnOf(table, access.Property.Name), operation, null, values),
        SingleValuePropertyAccessNode { Source: SingleNavigationNode navigation } access => Over(navigation, access.Property.Name, operation, values),
        var other => throw Unsupported(other),
    };

    private XElement Over(SingleNavigationNode navigation, string property, string operation, string[] values)
    {
        var (alias, target) = joins.Over(navigation, table);
        return FetchText.Condition(RowAddresses.ColumnOf(target, property), operation, alias, values);
    }

    private static string[] Values(QueryNode node) => Bare(node) is CollectionConstantNode constants
        ? [.. constants.Collection.Select(one => FetchText.Value(one.Value ?? throw WebApiException.Bad("null can't stand in a list.")))]
        : throw Unsupported(node);

    private static string Operator(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equal => "eq",
        BinaryOperatorKind.NotEqual => "ne",
        BinaryOperatorKind.GreaterThan => "gt",
        BinaryOperatorKind.GreaterThanOrEqual => "ge",
        BinaryOperatorKind.LessThan => "lt",
        BinaryOperatorKind.LessThanOrEqual => "le",
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
