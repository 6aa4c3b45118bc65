using System.Globalization;
using System.Xml.Linq;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>What the query options of an address ask: columns, conditions, order, and related rows. Parsed by the OData library, so that what it does not know is refused.</summary>
internal sealed class RowQuery
{
    private static readonly HashSet<string> Known = ["$select", "$filter", "$orderby", "$top", "$count", "$expand"];
    private static readonly HashSet<string> Elsewhere = ["$skiptoken", "$id", "$format"];

    private readonly TableDefinition _table;
    private LookupJoins _joins = new(new MetadataCatalog([], [], [], []));

    private RowQuery(TableDefinition table) => _table = table;

    /// <summary>Null: all.</summary>
    public IReadOnlyList<string>? Columns { get; private init; }

    public XElement? Filter { get; private init; }

    public IReadOnlyList<XElement> Orders { get; private init; } = [];

    public int? Top { get; private init; }

    public bool Counts { get; private init; }

    public IReadOnlyList<Expansion> Expansions { get; private init; } = [];

    /// <param name="options">Names and values as they came, unescaped.</param>
    /// <param name="table">The table that is read.</param>
    /// <param name="catalog">All tables.</param>
    public static RowQuery Parse(IReadOnlyDictionary<string, string> options, TableDefinition table, MetadataCatalog catalog)
    {
        options = ParameterAliases.Resolve(options);
        if (options.Keys.FirstOrDefault(name => name.StartsWith('$') && !Known.Contains(name) && !Elsewhere.Contains(name)) is { } unknown)
            throw WebApiException.Bad($"The query option '{unknown}' is not known to the sandbox. It knows {string.Join(", ", Known)}.");
        try
        {
            var model = EdmModels.Of(catalog);
            var set = model.EntityContainer.FindEntitySet(table.EntitySetName);
            var functions = new List<QueryFunction>();
            var used = options.Where(option => Known.Contains(option.Key))
                .ToDictionary(option => option.Key, option => option.Key is "$filter" or "$expand" ? QueryFunctions.TakeOut(option.Value, functions) : option.Value);
            var parser = new ODataQueryOptionParser(model, set.EntityType, set, used);
            var joins = new LookupJoins(catalog);
            var (columns, expansions) = Select(parser.ParseSelectAndExpand(), table, catalog, functions);
            return new RowQuery(table)
            {
                _joins = joins,
                Columns = columns,
                Expansions = expansions,
                Filter = parser.ParseFilter() is { } filter ? new FilterTranslator(table, catalog, functions, joins).Translate(filter) : null,
                Orders = [.. OrdersOf(parser.ParseOrderBy(), table, joins)],
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
    /// <param name="page">Rows per page and which one; null: no pages.</param>
    /// <param name="also">A condition or link besides its own filter.</param>
    public FetchExpression ToFetch((int Size, int Number)? page = null, params IEnumerable<XElement> also)
    {
        var fetch = new XElement("fetch");
        if (Top is { } top)
            fetch.Add(new XAttribute("top", top));
        else if (page is { } asked)
            fetch.Add(new XAttribute("count", asked.Size), new XAttribute("page", asked.Number));
        if (Counts && Top is null)
            fetch.Add(new XAttribute("returntotalrecordcount", "true"));
        var entity = new XElement("entity", new XAttribute("name", _table.LogicalName));
        var columns = ToColumnSet();
        entity.Add(columns.AllColumns ? new XElement("all-attributes") : columns.Columns.Select(column => new XElement("attribute", new XAttribute("name", column))));
        entity.Add(Orders);
        entity.Add(Filter);
        entity.Add(also);
        entity.Add(_joins.Elements);
        fetch.Add(entity);
        return new FetchExpression(fetch.ToString(SaveOptions.DisableFormatting));
    }

    public ColumnSet ToColumnSet() => Columns is null
        ? new ColumnSet(true)
        : new ColumnSet([.. Columns.Concat(Expansions.Where(one => !one.Related.IsCollection).Select(one => one.Related.One!.ReferencingColumn)).Append(_table.PrimaryIdColumn).Distinct(StringComparer.Ordinal)]);

    private static (IReadOnlyList<string>? Columns, IReadOnlyList<Expansion> Expansions) Select(
        SelectExpandClause? clause, TableDefinition table, MetadataCatalog catalog, IReadOnlyList<QueryFunction> functions)
    {
        if (clause is null)
            return (null, []);
        var columns = clause.SelectedItems.OfType<PathSelectItem>().Select(item => item.SelectedPath.FirstSegment).OfType<PropertySegment>()
            .Select(segment => RowAddresses.ColumnOf(table, segment.Property.Name)).ToList();
        var expansions = clause.SelectedItems.OfType<ExpandedReferenceSelectItem>().Select(item => Expand(item, table, catalog, functions)).ToList();
        return (clause.AllSelected || columns.Count == 0 ? null : columns, expansions);
    }

    private static Expansion Expand(ExpandedReferenceSelectItem item, TableDefinition table, MetadataCatalog catalog, IReadOnlyList<QueryFunction> functions)
    {
        var name = item.PathToNavigationProperty.OfType<NavigationPropertySegment>().First().NavigationProperty.Name;
        var related = RelatedRows.Find(catalog, table, name)!;
        var isReference = item is not ExpandedNavigationSelectItem;
        var (columns, nested) = Select((item as ExpandedNavigationSelectItem)?.SelectAndExpand, related.Target, catalog, functions);
        var joins = new LookupJoins(catalog);
        return new Expansion(related, isReference, new RowQuery(related.Target)
        {
            _joins = joins,
            Columns = isReference ? [related.Target.PrimaryIdColumn] : columns,
            Expansions = nested,
            Filter = item.FilterOption is { } filter ? new FilterTranslator(related.Target, catalog, functions, joins).Translate(filter) : null,
            Orders = [.. OrdersOf(item.OrderByOption, related.Target, joins)],
            Top = (int?)item.TopOption,
        });
    }

    private static IEnumerable<XElement> OrdersOf(OrderByClause? clause, TableDefinition table, LookupJoins joins)
    {
        for (; clause is not null; clause = clause.ThenBy)
        {
            var order = clause.Expression switch
            {
                SingleValuePropertyAccessNode { Source: ResourceRangeVariableReferenceNode } access => new XElement("order", new XAttribute("attribute", RowAddresses.ColumnOf(table, access.Property.Name))),
                SingleValuePropertyAccessNode { Source: SingleNavigationNode navigation } access => Over(joins.Over(navigation, table), access.Property.Name),
                var other => throw WebApiException.Bad($"The sandbox orders by columns, also over a lookup, not by {other.Kind}."),
            };
            order.Add(new XAttribute("descending", (clause.Direction == OrderByDirection.Descending).ToString(CultureInfo.InvariantCulture).ToLowerInvariant()));
            yield return order;
        }
    }

    private static XElement Over((string Alias, TableDefinition Target) join, string property) =>
        new("order", new XAttribute("entityname", join.Alias), new XAttribute("attribute", RowAddresses.ColumnOf(join.Target, property)));
}

/// <summary>Related rows that are shown within a row.</summary>
/// <param name="Related">Over which relationship.</param>
/// <param name="IsReference">Only their addresses ($ref).</param>
/// <param name="Query">What to show of them.</param>
internal sealed record Expansion(RelatedRows Related, bool IsReference, RowQuery Query);
