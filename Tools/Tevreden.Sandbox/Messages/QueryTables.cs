using System.Xml;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages;

/// <summary>Which tables a query reads, and the same query limited to rows of one owner.</summary>
internal static class QueryTables
{
    /// <summary>The table itself first, then those it joins.</summary>
    public static IReadOnlyList<string> Of(QueryBase query) => query switch
    {
        QueryExpression expression => [expression.EntityName, .. expression.LinkEntities.SelectMany(Joined)],
        QueryByAttribute byAttribute => [byAttribute.EntityName],
        FetchExpression fetch => Fetched(fetch),
        _ => throw Faults.QueryRefused($"A query of type {query.GetType().Name} is not known: expected QueryExpression, QueryByAttribute or FetchExpression."),
    };

    public static QueryBase OwnedBy(QueryBase query, Guid owner, TableDefinition table)
    {
        if (table.Ownership != TableOwnership.User)
            return query;
        switch (query)
        {
            case FetchExpression fetch:
                var document = Parse(fetch);
                document.Root!.Element("entity")!.Add(new XElement(
                    "filter",
                    new XElement("condition", new XAttribute("attribute", "ownerid"), new XAttribute("operator", "eq"), new XAttribute("value", owner.ToString("D")))));
                return new FetchExpression(document.ToString(SaveOptions.DisableFormatting));
            case QueryByAttribute byAttribute:
                byAttribute.AddAttributeValue("ownerid", owner);
                return byAttribute;
            case QueryExpression expression:
                var both = new FilterExpression(LogicalOperator.And);
                both.AddCondition("ownerid", ConditionOperator.Equal, owner);
                both.AddFilter(expression.Criteria);
                expression.Criteria = both;
                return expression;
            default:
                return query;
        }
    }

    private static IEnumerable<string> Joined(LinkEntity link) => [link.LinkToEntityName, .. link.LinkEntities.SelectMany(Joined)];

    private static IReadOnlyList<string> Fetched(FetchExpression fetch)
    {
        var entity = Parse(fetch).Root?.Element("entity") ?? throw Faults.QueryRefused("The FetchXML has no element <entity>.");
        return [Name(entity), .. entity.Descendants("link-entity").Select(Name)];
    }

    private static string Name(XElement element) =>
        element.Attribute("name")?.Value ?? throw Faults.QueryRefused($"The FetchXML has an element <{element.Name}> without attribute 'name'.");

    private static XDocument Parse(FetchExpression fetch)
    {
        try
        {
            return XDocument.Parse(fetch.Query);
        }
        catch (XmlException problem)
        {
            throw Faults.QueryRefused($"The FetchXML is not well-formed: {problem.Message}");
        }
    }
}
