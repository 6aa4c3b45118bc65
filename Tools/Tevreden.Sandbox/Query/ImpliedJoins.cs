using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Query;

/// <summary>FetchXML may leave out over which columns it joins: then it is the one relationship between the two tables.</summary>
internal static class ImpliedJoins
{
    public static void Fill(QueryNode node, MetadataCatalog catalog)
    {
        for (var i = 0; i < node.Links.Count; i++)
            node.Links[i] = Filled(node.Links[i], node, catalog);
        foreach (var filter in node.Filters)
            Fill(filter, node, catalog);
    }

    private static void Fill(QueryFilter filter, QueryNode node, MetadataCatalog catalog)
    {
        for (var i = 0; i < filter.Questions.Count; i++)
            filter.Questions[i] = Filled(filter.Questions[i], node, catalog);
        foreach (var inner in filter.Filters)
            Fill(inner, node, catalog);
    }

    private static QueryLink Filled(QueryLink link, QueryNode node, MetadataCatalog catalog)
    {
        Fill(link.Node, catalog);
        if (link.From.Length > 0 && link.To.Length > 0)
            return link;
        var pairs = Pairs(node.Table, link.Node.Table, catalog)
            .Where(pair => (link.From.Length == 0 || link.From == pair.From) && (link.To.Length == 0 || link.To == pair.To))
            .Distinct()
            .ToList();
        return pairs is [var only]
            ? link with { From = only.From, To = only.To }
            : throw new InvalidQueryException($"The link-entity '{link.Node.Table}' needs 'from' and 'to': {pairs.Count} relationships join it with '{node.Table}'.");
    }

    private static IEnumerable<(string From, string To)> Pairs(string outer, string inner, MetadataCatalog catalog)
    {
        foreach (var one in catalog.RelationshipsFrom(outer).Where(one => one.ReferencedTable == inner))
            yield return (one.ReferencedColumn, one.ReferencingColumn);
        foreach (var one in catalog.RelationshipsTo(outer).Where(one => one.ReferencingTable == inner))
            yield return (one.ReferencingColumn, one.ReferencedColumn);
        foreach (var many in catalog.ManyToManyRelationships)
        {
            foreach (var (table, column) in ((string, string)[])[(many.FirstTable, many.FirstIntersectColumn), (many.SecondTable, many.SecondIntersectColumn)])
            {
                if (many.IntersectTable == inner && table == outer)
                    yield return (column, catalog.FindTable(table)!.PrimaryIdColumn);
                else if (many.IntersectTable == outer && table == inner)
                    yield return (catalog.FindTable(table)!.PrimaryIdColumn, column);
            }
        }
    }
}
