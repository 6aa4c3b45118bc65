using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>Reads FetchXML.</summary>
internal static class FetchReader
{
    public static TableQuery Read(string fetchXml)
    {
        XElement fetch;
        try
        {
            fetch = XDocument.Parse(fetchXml).Root!;
        }
        catch (XmlException problem)
        {
            throw new InvalidQueryException($"The FetchXML is not well-formed: {problem.Message}");
        }

        if (fetch.Name.LocalName != "fetch" || fetch.Element("entity") is not { } entity)
            throw new InvalidQueryException("FetchXML must be <fetch> with one <entity>.");
        Known(fetch, "version", "output-format", "mapping", "distinct", "aggregate", "top", "count", "page", "paging-cookie", "returntotalrecordcount", "no-lock", "useraworderby", "latematerialize", "utc-offset", "options", "savedqueryid", "no-attrs", "min-active-row-version", "aggregatelimit", "datasource");
        return new TableQuery
        {
            Root = Node(entity),
            Distinct = Yes(fetch, "distinct"),
            IsAggregate = Yes(fetch, "aggregate"),
            Top = Number(fetch, "top"),
            Count = Number(fetch, "count"),
            Page = Number(fetch, "page") ?? 1,
            Cookie = fetch.Attribute("paging-cookie")?.Value,
            ReturnsTotal = Yes(fetch, "returntotalrecordcount"),
        };
    }

    private static QueryNode Node(XElement element)
    {
        var node = new QueryNode(Need(element, "name")) { Alias = element.Attribute("alias")?.Value };
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "attribute":
                    node.Columns.Add(Column(child));
                    break;
                case "all-attributes":
                    node.AllColumns = true;
                    break;
                case "no-attrs":
                    break;
                case "order":
                    node.Orders.Add(Order(child));
                    break;
                case "filter":
                    node.Filters.Add(Filter(child));
                    break;
                case "link-entity":
                    node.Links.Add(Link(child));
                    break;
                default:
                    throw new QueryNotSupportedException($"The FetchXML element <{child.Name.LocalName}> is not known.");
            }
        }

        return node;
    }

    private static QueryColumn Column(XElement element)
    {
        Known(element, "name", "alias", "aggregate", "groupby", "dategrouping", "distinct", "usertimezone", "addedby", "build");
        return new QueryColumn(
            Need(element, "name"),
            element.Attribute("alias")?.Value,
            element.Attribute("aggregate")?.Value switch
            {
                null => Aggregate.None,
                "count" => Aggregate.Count,
                "countcolumn" => Aggregate.CountColumn,
                "sum" => Aggregate.Sum,
                "avg" => Aggregate.Average,
                "min" => Aggregate.Least,
                "max" => Aggregate.Most,
                var other => throw new QueryNotSupportedException($"The aggregate '{other}' is not known."),
            },
            Yes(element, "distinct"),
            Yes(element, "groupby"),
            element.Attribute("dategrouping")?.Value);
    }

    private static QueryOrder Order(XElement element) =>
        element.Attribute("alias")?.Value is { } alias
            ? new QueryOrder(alias, Yes(element, "descending"), IsAlias: true)
            : new QueryOrder(Need(element, "attribute"), Yes(element, "descending"), element.Attribute("entityname")?.Value);

    private static QueryLink Link(XElement element)
    {
        Known(element, "name", "from", "to", "alias", "link-type", "intersect", "visible", "enableprefiltering", "prefilterparametername");
        var kind = element.Attribute("link-type")?.Value switch
        {
            null or "inner" or "natural" => JoinOperator.Inner,
            "outer" => JoinOperator.LeftOuter,
            "exists" => JoinOperator.Exists,
            "in" => JoinOperator.In,
            "any" => JoinOperator.Any,
            "not any" => JoinOperator.NotAny,
            "all" => JoinOperator.All,
            "not all" => JoinOperator.NotAll,
            "matchfirstrowusingcrossapply" => JoinOperator.MatchFirstRowUsingCrossApply,
            var other => throw new QueryNotSupportedException($"The link-type '{other}' is not known."),
        };
        return new QueryLink(Node(element), element.Attribute("from")?.Value ?? "", element.Attribute("to")?.Value ?? "", kind);
    }

    private static QueryFilter Filter(XElement element)
    {
        var filter = new QueryFilter { IsOr = element.Attribute("type")?.Value == "or" };
        foreach (var child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "condition":
                    filter.Conditions.Add(Condition(child));
                    break;
                case "filter":
                    filter.Filters.Add(Filter(child));
                    break;
                case "link-entity":
                    filter.Questions.Add(Question(Link(child)));
                    break;
                default:
                    throw new QueryNotSupportedException($"The FetchXML element <{child.Name.LocalName}> in a filter is not known.");
            }
        }

        return filter;
    }

    private static QueryLink Question(QueryLink link) => link.IsQuestion
        ? link
        : throw new InvalidQueryException($"A link-entity in a filter must have link-type any, not any, all or not all; '{link.Node.Table}' has {link.Kind}.");

    private static QueryCondition Condition(XElement element)
    {
        Known(element, "attribute", "operator", "value", "entityname", "valueof", "column", "alias", "aggregate", "uiname", "uitype", "uihidden", "hidden", "rowaggregate");
        var values = element.Elements("value").Select(value => (object)value.Value).ToList();
        if (element.Attribute("value")?.Value is { } single)
            values.Insert(0, single);
        return new QueryCondition(
            element.Attribute("entityname")?.Value,
            Need(element, "attribute"),
            Operators.OfFetch(Need(element, "operator")),
            values,
            element.Attribute("valueof")?.Value);
    }

    private static string Need(XElement element, string attribute) =>
        element.Attribute(attribute)?.Value ?? throw new InvalidQueryException($"The FetchXML element <{element.Name.LocalName}> needs an attribute '{attribute}'.");

    private static void Known(XElement element, params string[] names)
    {
        if (element.Attributes().FirstOrDefault(attribute => !attribute.IsNamespaceDeclaration && !names.Contains(attribute.Name.LocalName)) is { } unknown)
            throw new QueryNotSupportedException($"The attribute '{unknown.Name.LocalName}' of the FetchXML element <{element.Name.LocalName}> is not known.");
    }

    private static bool Yes(XElement element, string attribute) => element.Attribute(attribute)?.Value is "true" or "1" or "True";

    private static int? Number(XElement element, string attribute) => element.Attribute(attribute)?.Value is { } text
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidQueryException($"The attribute '{attribute}' of <{element.Name.LocalName}> must be a whole number; found '{text}'.")
        : null;
}
