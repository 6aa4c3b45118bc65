using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Nothing has the id or the name of another of its kind, and ids are ids.</summary>
internal static class Duplicates
{
    public static void Check(SourceTree tree, Problems problems)
    {
        Ids("role", tree.Roles, "id", problems);
        Ids("plug-in assembly", tree.Assemblies, "PluginAssemblyId", problems);
        Ids("plug-in type", Inner(tree.Assemblies, "PluginType"), "PluginTypeId", problems);
        Ids("step", tree.Steps, "SdkMessageProcessingStepId", problems);
        Unique("step image", Inner(tree.Steps, "SdkMessageProcessingStepImage"), image => Guid(image.Text("SdkMessageProcessingStepImageId")), "SdkMessageProcessingStepImageId", problems);
        Ids("column security profile", tree.ColumnSecurityProfiles, "fieldsecurityprofileid", problems);
        IdsIn("form", Variants.Of(tree.Forms, isManaged: true).SelectMany(file => file.Xml.Elements().Select(file.With)), "formid", problems);
        IdsIn("view", tree.Views.SelectMany(file => file.Xml.Elements().Select(file.With)), "savedqueryid", problems);
        IdsIn("chart", tree.Charts, "savedqueryvisualizationid", problems);
        IdsIn("dashboard", tree.Dashboards, "FormId", problems);
        IdsIn("web resource", tree.WebResources, "WebResourceId", problems);
        Unique("web resource", tree.WebResources, resource => resource.Text("Name")?.ToLowerInvariant(), "Name", problems);
        Unique("choice", tree.OptionSets, set => set.Attribute("Name")?.ToLowerInvariant(), "Name", problems);
        Unique("relationship", tree.Relationships, relationship => relationship.Attribute("Name")?.ToLowerInvariant(), "Name", problems);
        Unique("custom API", tree.CustomApis, api => api.Attribute("uniquename")?.ToLowerInvariant(), "uniquename", problems);
        Unique("environment variable", tree.EnvironmentVariables, variable => variable.Attribute("schemaname")?.ToLowerInvariant(), "schemaname", problems);
        foreach (var set in tree.AllFiles.SelectMany(file => file.Xml.DescendantsAndSelf().Where(element => element.Name.LocalName is "optionset").Select(file.With)))
            Unique($"option of {set.Attribute("Name")}", set.Xml.Elements("options").Elements("option").Select(set.With), option => option.Attribute("value"), "value", problems);
    }

    private static void Ids(string kind, IEnumerable<SourceElement> elements, string attribute, Problems problems) =>
        Unique(kind, elements, element => Guid(element.Attribute(attribute)), attribute + " that is a GUID", problems);

    private static void IdsIn(string kind, IEnumerable<SourceElement> elements, string child, Problems problems) =>
        Unique(kind, elements, element => Guid(element.Text(child)), child + " that is a GUID", problems);

    private static string? Guid(string? text) => System.Guid.TryParse(text, out var id) ? id.ToString("D") : null;

    private static IEnumerable<SourceElement> Inner(IEnumerable<SourceElement> files, XName name) => files.SelectMany(file => file.Xml.Descendants(name).Select(file.With));

    private static void Unique(string kind, IEnumerable<SourceElement> elements, Func<SourceElement, string?> identity, string expected, Problems problems)
    {
        var seen = new Dictionary<string, SourceElement>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            if (identity(element) is not { } id)
                problems.Add(element, $"expected a {kind} with {expected}.");
            else if (!seen.TryAdd(id, element))
                problems.Add(element, $"this {kind} has the same {expected.Split(' ')[0]} ({id}) as the one in {seen[id].File}({seen[id].Line}).");
        }
    }
}
