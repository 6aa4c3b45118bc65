using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>What forms, views, charts, dashboards, apps and buttons may refer to, by id or name.</summary>
internal sealed class ComponentIndex
{
    private ComponentIndex(SourceTree tree)
    {
        Views = Tables(tree.Views.SelectMany(file => file.Xml.Elements("savedquery").Select(file.With)), "savedqueryid");
        Charts = Tables(tree.Charts, "savedqueryvisualizationid");
        QuickForms = Tables(tree.Forms.Where(file => file.File.Contains("/quick/", StringComparison.Ordinal)).SelectMany(file => file.Xml.Elements("systemform").Select(file.With)), "formid");
        Dashboards = [.. tree.Dashboards.Select(dashboard => Id(dashboard.Text("FormId"))).OfType<Guid>()];
        Roles = [.. tree.Roles.Select(role => Id(role.Attribute("id"))).OfType<Guid>()];
        WebResources = new(StringComparer.Ordinal);
        foreach (var resource in tree.WebResources)
            WebResources[resource.Text("Name") ?? ""] = Id(resource.Text("WebResourceId")) ?? Guid.Empty;
        Relationships = tree.Relationships.Select(relationship => relationship.Attribute("Name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        Elsewhere = tree.Elsewhere;
        Prefix = tree.Prefix;
    }

    /// <summary>Tables of views.</summary>
    public Dictionary<Guid, string> Views { get; }

    /// <summary>Tables of charts.</summary>
    public Dictionary<Guid, string> Charts { get; }

    /// <summary>Tables of quick view forms.</summary>
    public Dictionary<Guid, string> QuickForms { get; }

    public HashSet<Guid> Dashboards { get; }

    public HashSet<Guid> Roles { get; }

    public Dictionary<string, Guid> WebResources { get; }

    public HashSet<string> Relationships { get; }

    /// <summary>Tables and web resources that another solution brings.</summary>
    public IReadOnlySet<string> Elsewhere { get; }

    public string Prefix { get; }

    public static ComponentIndex Make(SourceTree tree) => new(tree);

    /// <summary>The id in such a text; null for none.</summary>
    public static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>The table that a component in Entities/NAME belongs to.</summary>
    public static string TableOf(string file) => file.Split('/')[1].ToLowerInvariant();

    public bool HasWebResource(string name) => WebResources.ContainsKey(name) || Elsewhere.Contains(name) || !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<Guid, string> Tables(IEnumerable<SourceElement> elements, string child)
    {
        var found = new Dictionary<Guid, string>();
        foreach (var element in elements)
        {
            if (Id(element.Text(child)) is { } id)
                found[id] = TableOf(element.File);
        }

        return found;
    }
}
