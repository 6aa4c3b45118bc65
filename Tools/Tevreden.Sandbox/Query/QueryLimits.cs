using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>
/// How large a query may be: 15 joined tables, and 500 conditions and joins together, those within filters included
/// ("Join tables using FetchXml" and "Filter rows using FetchXml" of Microsoft's documentation). A list of values is one condition.
/// </summary>
internal static class QueryLimits
{
    private const int MostLinks = 15;
    private const int MostConditions = 500;

    /// <exception cref="InvalidQueryException">The query is larger.</exception>
    public static void Check(TableQuery query)
    {
        var (links, conditions) = Count(query.Root);
        if (links > MostLinks)
            throw new InvalidQueryException("Number of link entities in query exceeded maximum limit.") { Limit = QueryLimit.Links };
        if (conditions + links > MostConditions)
            throw new InvalidQueryException("Number of conditions in query exceeded maximum limit.") { Limit = QueryLimit.Conditions };
    }

    private static (int Links, int Conditions) Count(QueryNode node) => Sum([.. node.Filters.Select(Count), .. node.Links.Select(Count)]);

    private static (int Links, int Conditions) Count(QueryLink link) => Sum([(1, 0), Count(link.Node)]);

    private static (int Links, int Conditions) Count(QueryFilter filter) =>
        Sum([(0, filter.Conditions.Count), .. filter.Filters.Select(Count), .. filter.Questions.Select(Count)]);

    private static (int Links, int Conditions) Sum(IReadOnlyList<(int Links, int Conditions)> parts) => (parts.Sum(part => part.Links), parts.Sum(part => part.Conditions));
}
