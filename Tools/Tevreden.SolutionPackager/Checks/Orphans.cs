using System.Text;
using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Nothing ships that nothing refers to: web resources, and dashboards that no app holds. Tables refer to icons that are there.</summary>
internal static class Orphans
{
    public static void Check(SourceTree tree, ComponentIndex components, Problems problems)
    {
        foreach (var icon in tree.Tables.SelectMany(table => table.Xml.Descendants("IconVectorName").Select(table.With)).Where(icon => !components.HasWebResource(icon.Xml.Value.Trim())))
            problems.Add(icon, $"the icon {icon.Xml.Value.Trim()} is not in WebResources.");

        var texts = tree.AllFiles.Except(tree.WebResources).Where(file => file.File != tree.Solution.File).SelectMany(Texts).ToList();
        var contents = tree.WebContents.ToDictionary(content => content.Key, content => Encoding.UTF8.GetString(content.Value), StringComparer.Ordinal);
        // A page may stand on a form of a solution that depends on this one.
        foreach (var resource in tree.WebResources.Where(resource => resource.Text("WebResourceType") != "1"))
        {
            var name = resource.Text("Name") ?? "";
            var file = name.Split('/')[^1];
            if (!texts.Exists(text => text.EndsWith(name, StringComparison.Ordinal)) && components.WebResources.GetValueOrDefault(name) is var id && !texts.Contains(id.ToString("D"))
                && !contents.Any(content => content.Key != resource.File && content.Value.Contains(file, StringComparison.Ordinal)))
                problems.Add(resource, $"nothing refers to the web resource {name}.");
        }

        var held = tree.Apps.SelectMany(app => app.Xml.Descendants("AppModuleComponent")).Select(part => ComponentIndex.Id(part.Attribute("id")?.Value)).OfType<Guid>().ToHashSet();
        foreach (var dashboard in tree.Dashboards.Where(dashboard => ComponentIndex.Id(dashboard.Text("FormId")) is { } id && !held.Contains(id)))
            problems.Add(dashboard, "no app holds this dashboard.");
    }

    private static IEnumerable<string> Texts(SourceElement file) =>
        file.Xml.DescendantsAndSelf().SelectMany(element => element.Attributes().Select(attribute => attribute.Value).Append(element.HasElements ? "" : element.Value.Trim())).Where(text => text.Length > 0);
}
