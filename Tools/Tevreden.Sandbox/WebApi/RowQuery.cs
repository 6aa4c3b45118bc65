using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>What the query options of an address ask: columns, conditions, order, and related rows. Parsed by the OData library, so that what it does not know is refused.</summary>
internal sealed class RowQuery
{
    private static readonly HashSet<string> Known = ["$select", "$filter", "$orderby", "$top", "$count", "$expand"];

    private readonly TableDefinition _table;

    private RowQuery(TableDefinition table) => _table = table;

    /// <summary>Null: all.</summary>
    public IReadOnlyList<string>? Columns { get; private init; }

    public FilterExpression? Filter { get; private init; }

    public IReadOnlyList<OrderExpression> Orders { get; private init; } = [];

    public int? Top { get; private init; }

    public bool Counts { get; private init; }

    public IReadOnlyList<Expansion> Expansions { get; private init; } = [];

    /// <param name="options">Names and values as they came, unescaped.</param>
    /// <param name="table">The table that is read.</param>
    /// <param name="catalog">All tables.</param>
    public static RowQuery Parse(IReadOnlyDictionary<string, string> options, TableDefinition table, MetadataCatalog catalog)
    {
        if (options.Keys.FirstOrDefault(name => name.StartsWith('$') && !Known.Contains(name)) is { } unknown)
            throw WebApiException.Bad($"The query option '{unknown}' is not known to the sandbox. It knows {string.Join(", ", Known)}.");
        try
        {
            var model = EdmModels.Of(catalog);
            var set = model.EntityContainer.FindEntitySet(table.EntitySetName);
            var parser = new ODataQueryOptionParser(model, set.EntityType, set, options.Where(option => Known.Contains(option.Key)).ToDictionary());
            var (columns, expansions) = Select(parser.ParseSelectAndExpand(), table, catalog);
            return new RowQuery(table)
            {
                Columns = columns,
                Expansions = expansions,
                Filter = parser.ParseFilter() is { } filter ? new FilterTranslator(table).Translate(filter) : null,
                Orders = [.. OrdersOf(parser.ParseOrderBy(), table)],
                Top = (int?)parser.ParseTop(),
                Counts = parser.ParseCount() == true,
            };
        }
        catch (ODataException problem)
        {
            throw WebApiException.Bad(problem.Message, problem);
        }
    }

    /// <summary>The query, with the columns that expansions need besides.</summary>
    public QueryExpression ToQuery()
    {
        var query = new QueryExpression(_table.LogicalName) { ColumnSet = ToColumnSet(), TopCount = Top };
        if (Filter is not null)
            query.Criteria = Filter;
        query.Orders.AddRange(Orders);
        return query;
    }

    public ColumnSet ToColumnSet() => Columns is null
        ? new ColumnSet(true)
        : new ColumnSet([.. Columns.Concat(Expansions.Where(one => !one.IsCollection).Select(one => one.Relationship.ReferencingColumn)).Distinct(StringComparer.Ordinal)]);

    private static (IReadOnlyList<string>? Columns, IReadOnlyList<Expansion> Expansions) Select(SelectExpandClause? clause, TableDefinition table, MetadataCatalog catalog)
    {
        if (clause is null)
            return (null, []);
        var columns = clause.SelectedItems.OfType<PathSelectItem>().Select(item => item.SelectedPath.FirstSegment).OfType<PropertySegment>()
            .Select(segment => RowAddresses.ColumnOf(table, segment.Property.Name)).ToList();
        var expansions = clause.SelectedItems.OfType<ExpandedNavigationSelectItem>().Select(item => Expand(item, table, catalog)).ToList();
        return (clause.AllSelected || columns.Count == 0 ? null : columns, expansions);
    }

    private static Expansion Expand(ExpandedNavigationSelectItem item, TableDefinition table, MetadataCatalog catalog)
    {
        var name = ((NavigationPropertySegment)item.PathToNavigationProperty.FirstSegment).NavigationProperty.Name;
        var single = catalog.RelationshipsFrom(table.LogicalName).FirstOrDefault(one => one.ReferencingNavigationProperty == name);
        var relationship = single ?? catalog.RelationshipsTo(table.LogicalName).First(one => one.ReferencedNavigationProperty == name);
        var target = catalog.FindTable(single is null ? relationship.ReferencingTable : relationship.ReferencedTable)!;
        var (columns, nested) = Select(item.SelectAndExpand, target, catalog);
        return new Expansion(name, relationship, single is null, target, new RowQuery(target)
        {
            Columns = columns,
            Expansions = nested,
            Filter = item.FilterOption is { } filter ? new FilterTranslator(target).Translate(filter) : null,
            Orders = [.. OrdersOf(item.OrderByOption, target)],
            Top = (int?)item.TopOption,
        });
    }

    private static IEnumerable<OrderExpression> OrdersOf(OrderByClause? clause, TableDefinition table)
    {
        for (; clause is not null; clause = clause.ThenBy)
        {
            if (clause.Expression is not SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } access)
                throw WebApiException.Bad("The sandbox orders by columns of the table itself only.");
            yield return new OrderExpression(
                RowAddresses.ColumnOf(table, access.Property.Name),
                clause.Direction == OrderByDirection.Descending ? OrderType.Descending : OrderType.Ascending);
        }
    }
}

/// <summary>Related rows that are shown within a row.</summary>
/// <param name="Name">The navigation property.</param>
/// <param name="Relationship">Over which they are related.</param>
/// <param name="IsCollection">True: the rows that point at this one; false: the one that this row points at.</param>
/// <param name="Target">Table of the related rows.</param>
/// <param name="Query">What to show of them.</param>
internal sealed record Expansion(string Name, RelationshipDefinition Relationship, bool IsCollection, TableDefinition Target, RowQuery Query);
