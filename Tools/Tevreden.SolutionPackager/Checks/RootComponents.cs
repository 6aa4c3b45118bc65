using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>The list of root components names what the sources hold, all of it and nothing else.</summary>
internal static class RootComponents
{
    public static void Check(SourceTree tree, TableIndex tables, Problems problems)
    {
        var held = new Dictionary<(string Type, string Name), SourceElement>();
        foreach (var table in tables.All)
            held[("1", table.LogicalName)] = table.At;
        Hold("9", tree.OptionSets, set => set.Attribute("Name")?.ToLowerInvariant());
        Hold("20", tree.Roles, role => Id(role.Attribute("id")));
        Hold("60", tree.Dashboards, dashboard => Id(dashboard.Text("FormId")));
        Hold("61", tree.WebResources, resource => resource.Text("Name")?.ToLowerInvariant());
        Hold("62", Variants.Of(tree.SiteMaps, isManaged: true), map => map.Text("SiteMapUniqueName")?.ToLowerInvariant());
        Hold("70", tree.ColumnSecurityProfiles, profile => Id(profile.Attribute("fieldsecurityprofileid")));
        Hold("80", Variants.Of(tree.Apps, isManaged: true), app => app.Text("UniqueName")?.ToLowerInvariant());
        Hold("91", tree.Assemblies, assembly => Id(assembly.Attribute("PluginAssemblyId")));
        Hold("92", tree.Steps, step => Id(step.Attribute("SdkMessageProcessingStepId")));

        var named = new HashSet<(string, string)>();
        foreach (var root in tree.Manifest.Elements("RootComponents").Elements("RootComponent").Select(tree.Solution.With))
        {
            var component = (root.Attribute("type") ?? "", root.Attribute("id") is { } id ? Id(id) ?? id : root.Attribute("schemaName")?.ToLowerInvariant() ?? "");
            if (!named.Add(component))
                problems.Add(root, $"the root component of type {component.Item1} {component.Item2} is listed twice.");
            if (!held.ContainsKey(component))
                problems.Add(root, $"the root component of type {component.Item1} {component.Item2} is not in the sources.");
        }

        foreach (var (component, at) in held.Where(pair => !named.Contains(pair.Key)))
            problems.Add(at, $"expected a root component of type {component.Type} for {component.Name} in Other/Solution.xml, found none.");

        void Hold(string type, IEnumerable<SourceElement> elements, Func<SourceElement, string?> name)
        {
            foreach (var element in elements)
            {
                if (name(element) is { } found)
                    held[(type, found)] = element;
            }
        }
    }

    private static string? Id(string? text) => Guid.TryParse(text, out var id) ? id.ToString("D") : null;
}
