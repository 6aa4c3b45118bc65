using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary><c>$apply</c>: filter, groupby and aggregate, as an aggregate query of FetchXML.</summary>
internal sealed class AppliedRows(WebApiRequest request, TableDefinition table)
{
    private readonly XElement _entity = new("entity", new XAttribute("name", table.LogicalName));
    private readonly List<QueryFunction> _functions = [];
    private readonly LookupJoins _joins = new(request.Catalog);

    /// <param name="also">A condition or link of FetchXML that the address stands for.</param>
    public Task AnswerAsync(params IEnumerable<XElement> also)
    {
        try
        {
            var fetch = Fetch(also);
            var found = request.Service.RetrieveMultiple(new FetchExpression(fetch.ToString(SaveOptions.DisableFormatting)));
            return request.AnswerAsync(HttpStatusCode.OK, new JObject
            {
                ["@odata.context"] = request.Context(table.EntitySetName),
                ["value"] = new JArray(found.Entities.Select(row => request.Writer.WriteFetched(row, null, isAggregate: true))),
            });
        }
        catch (ODataException problem)
        {
            throw WebApiException.Bad(problem.Message, problem);
        }
    }

    private XElement Fetch(IEnumerable<XElement> also)
    {
        var options = ParameterAliases.Resolve(request.Options);
        if (options.Keys.FirstOrDefault(name => name.StartsWith('$') && name is not ("$apply" or "$orderby" or "$top")) is { } other)
            throw WebApiException.Bad($"The query option '{other}' can't stand beside $apply in the sandbox: $orderby and $top can, and a filter inside it, as in $apply=filter(…)/groupby(…).");
        var model = EdmModels.Of(request.Catalog);
        var set = model.EntityContainer.FindEntitySet(table.EntitySetName);
        var parser = new ODataQueryOptionParser(model, set.EntityType, set, options.Where(option => option.Key.StartsWith('$')).ToDictionary(option => option.Key, option => option.Key == "$apply" ? QueryFunctions.TakeOut(option.Value, _functions) : option.Value));
        foreach (var step in parser.ParseApply().Transformations)
            Add(step);
        for (var order = parser.ParseOrderBy(); order is not null; order = order.ThenBy)
            _entity.Add(new XElement("order", new XAttribute("alias", NameOf(order.Expression)), new XAttribute("descending", order.Direction == OrderByDirection.Descending ? "true" : "false")));
        _entity.Add(also);
        _entity.Add(_joins.Elements);
        var fetch = new XElement("fetch", new XAttribute("aggregate", "true"), _entity);
        if (parser.ParseTop() is { } top)
            fetch.Add(new XAttribute("top", top));
        return fetch;
    }

    private static WebApiException Unsupported(string what) =>
        WebApiException.Bad($"The sandbox does not know {what} in $apply. It knows filter, groupby over columns and aggregate with sum, average, min, max, countdistinct and $count.");

    private static string NameOf(SingleValueNode node) => node switch
    {
        ConvertNode convert => NameOf(convert.Source),
        SingleValuePropertyAccessNode access => access.Property.Name,
        SingleValueOpenPropertyAccessNode access => access.Name,
        _ => throw Unsupported($"an order by {node.Kind}"),
    };

    private void Add(TransformationNode step)
    {
        switch (step)
        {
            case FilterTransformationNode filter:
                _entity.Add(new FilterTranslator(table, request.Catalog, _functions, _joins).Translate(filter.FilterClause));
                break;
            case GroupByTransformationNode groups:
                foreach (var property in groups.GroupingProperties)
                    Group(property);
                if (groups.ChildTransformations is { } inner)
                    Add(inner);
                break;
            case AggregateTransformationNode aggregates:
                foreach (var expression in aggregates.AggregateExpressions)
                    Aggregate(expression as AggregateExpression ?? throw Unsupported("aggregates of related rows"));
                break;
            default:
                throw Unsupported(step.Kind.ToString());
        }
    }

    private void Group(GroupByPropertyNode property)
    {
        if (property.Expression is not SingleValuePropertyAccessNode access || property.ChildTransformations.Count > 0)
            throw Unsupported($"groups by the path '{property.Name}'");
        _entity.Add(Attribute(access, access.Property.Name, new XAttribute("groupby", "true")));
    }

    private void Aggregate(AggregateExpression expression)
    {
        if (expression.Expression is CountVirtualPropertyNode)
        {
            _entity.Add(new XElement("attribute", new XAttribute("name", table.PrimaryIdColumn), new XAttribute("alias", expression.Alias), new XAttribute("aggregate", "count")));
            return;
        }

        var method = expression.Method switch
        {
            AggregationMethod.Sum => "sum",
            AggregationMethod.Average => "avg",
            AggregationMethod.Min => "min",
            AggregationMethod.Max => "max",
            AggregationMethod.CountDistinct => "countcolumn",
            var other => throw Unsupported(other.ToString()),
        };
        var attribute = Attribute(expression.Expression as SingleValuePropertyAccessNode ?? throw Unsupported($"an aggregate of {expression.Expression.Kind}"), expression.Alias, new XAttribute("aggregate", method));
        if (expression.Method == AggregationMethod.CountDistinct)
            attribute.Add(new XAttribute("distinct", "true"));
        _entity.Add(attribute);
    }

    private XElement Attribute(SingleValuePropertyAccessNode access, string alias, XAttribute use)
    {
        if (access.Source is not ResourceRangeVariableReferenceNode)
            throw Unsupported(string.Create(CultureInfo.InvariantCulture, $"the path to '{access.Property.Name}' over a lookup"));
        return new XElement("attribute", new XAttribute("name", RowAddresses.ColumnOf(table, access.Property.Name)), new XAttribute("alias", alias), use);
    }
}
