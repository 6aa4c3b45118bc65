using System.Globalization;
using System.Xml.Linq;
using Microsoft.OData.UriParser;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The outer joins over lookups that conditions and orders of a query go along, each once.</summary>
internal sealed class LookupJoins(MetadataCatalog catalog)
{
    private readonly Dictionary<string, (XElement Link, TableDefinition Target)> _joins = new(StringComparer.Ordinal);
    private readonly List<XElement> _outer = [];

    public IEnumerable<XElement> Elements => _outer;

    /// <summary>The alias under which conditions name the row that a path leads to, and its table.</summary>
    public (string Alias, TableDefinition Target) Over(SingleNavigationNode navigation, TableDefinition table)
    {
        var outer = navigation.Source is SingleNavigationNode before ? Over(before, table) : ((string? Alias, TableDefinition Target))(null, table);
        var name = navigation.NavigationProperty.Name;
        var key = $"{outer.Alias}/{name}";
        if (!_joins.TryGetValue(key, out var join))
        {
            var related = RelatedRows.Find(catalog, outer.Target, name) ?? throw WebApiException.Bad($"Could not find a property named '{name}' on type '{EdmModels.Namespace}.{outer.Target.LogicalName}'.");
            var link = related.Link("outer");
            link.Add(new XAttribute("alias", "over" + _joins.Count.ToString(CultureInfo.InvariantCulture)));
            join = _joins[key] = (link, related.Target);
            if (outer.Alias is null)
                _outer.Add(link);
            else
                _joins.Values.First(found => found.Link.Attribute("alias")!.Value == outer.Alias).Link.Add(link);
        }

        return (join.Link.Attribute("alias")!.Value, join.Target);
    }
}
