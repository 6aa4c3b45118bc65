using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sandbox.Query;

/// <summary>Writes a query as FetchXML.</summary>
internal static class FetchWriter
{
    public static string Write(TableQuery query)
    {
        var fetch = new XElement("fetch", new XAttribute("version", "1.0"), new XAttribute("output-format", "xml-platform"), new XAttribute("mapping", "logical"), new XAttribute("distinct", query.Distinct ? "true" : "false"));
        Put(fetch, "aggregate", query.IsAggregate ? "true" : null);
        Put(fetch, "top", query.Top);
        Put(fetch, "count", query.Count);
        Put(fetch, "page", query.Count is null ? null : query.Page);
        Put(fetch, "paging-cookie", string.IsNullOrEmpty(query.Cookie) ? null : query.Cookie);
        Put(fetch, "returntotalrecordcount", query.ReturnsTotal ? "true" : null);
        fetch.Add(Node("entity", query.Root));
        return fetch.ToString(SaveOptions.DisableFormatting);
    }

    private static void Put(XElement element, string name, object? value)
    {
        if (value is not null)
            element.Add(new XAttribute(name, value));
    }

    private static XElement Node(string name, QueryNode node)
    {
        var element = new XElement(name, new XAttribute("name", node.Table));
        if (node.AllColumns)
            element.Add(new XElement("all-attributes"));
        foreach (var column in node.Columns)
        {
            var attribute = new XElement("attribute", new XAttribute("name", column.Name));
            Put(attribute, "alias", column.Alias);
            Put(attribute, "aggregate", Operators.NameOf(column.Aggregate));
            Put(attribute, "groupby", column.GroupBy ? "true" : null);
            Put(attribute, "distinct", column.Distinct ? "true" : null);
            Put(attribute, "dategrouping", column.DateGrouping?.ToLowerInvariant());
            element.Add(attribute);
        }

        foreach (var order in node.Orders)
        {
            var written = new XElement("order", new XAttribute(order.IsAlias ? "alias" : "attribute", order.Name), new XAttribute("descending", order.Descending ? "true" : "false"));
            Put(written, "entityname", order.Entity);
            element.Add(written);
        }

        element.Add(node.Filters.Where(filter => filter.Conditions.Count + filter.Filters.Count + filter.Questions.Count > 0).Select(Filter));
        element.Add(node.Links.Select(Link));
        return element;
    }

    private static XElement Link(QueryLink link)
    {
        var element = Node("link-entity", link.Node);
        Put(element, "from", link.From);
        Put(element, "to", link.To);
        Put(element, "link-type", Operators.NameOf(link.Kind));
        Put(element, "alias", link.Node.Alias);
        return element;
    }

    private static XElement Filter(QueryFilter filter) => new(
        "filter",
        new XAttribute("type", filter.IsOr ? "or" : "and"),
        filter.Conditions.Select(Condition),
        filter.Filters.Select(Filter),
        filter.Questions.Select(Link));

    private static XElement Condition(QueryCondition condition)
    {
        var element = new XElement("condition");
        Put(element, "entityname", condition.Entity);
        element.Add(new XAttribute("attribute", condition.Column), new XAttribute("operator", Operators.NameOf(condition.Operator)));
        if (condition.OtherColumn is { } other)
            element.Add(new XAttribute("valueof", other));
        else if (condition.Values.Count == 1 && condition.Operator is not (ConditionOperator.In or ConditionOperator.NotIn))
            element.Add(new XAttribute("value", Text(condition.Values[0])));
        else
            element.Add(condition.Values.Select(value => new XElement("value", Text(value))));
        return element;
    }

    private static string Text(object value) => value switch
    {
        bool yes => yes ? "1" : "0",
        OptionSetValue option => option.Value.ToString(CultureInfo.InvariantCulture),
        EntityReference reference => reference.Id.ToString("B"),
        Guid id => id.ToString("B"),
        Money money => money.Value.ToString(CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture),
        Enum choice => Convert.ToInt32(choice, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
