using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Tests;

/// <summary>
/// Names and ids that an environment knows us by. Once shipped they never change: another id is another component, and the old one stays
/// behind with the rows that refer to it. New components are added to pinned.txt with the version that ships them.
/// </summary>
[TestClass]
public sealed class PinnedTests
{
    private static readonly Dictionary<string, (string Root, Func<XElement, IEnumerable<string?>> Keys)> Kinds = new()
    {
        ["table"] = ("Entity", table => table.Descendants("EntitySetName").Any() ? [table.Element("Name")!.Value] : []),
        ["column"] = ("Entity", table => table.Descendants("attribute").Select(column => $"{table.Element("Name")!.Value}.{column.Attribute("PhysicalName")!.Value} {column.Element("Type")!.Value}")),
        ["key"] = ("Entity", table => table.Descendants("EntityKey").Select(key => $"{table.Element("Name")!.Value}.{key.Element("Name")!.Value} {string.Join(',', key.Descendants("AttributeName").Select(name => name.Value))}")),
        ["choice"] = ("optionset", set => set.Elements("options").Elements("option").Select(option => $"{set.Attribute("Name")!.Value} {option.Attribute("value")!.Value}")),
        ["relationship"] = ("EntityRelationships", all => all.Elements("EntityRelationship").Select(one => one.Attribute("Name")!.Value)),
        ["form"] = ("forms", forms => forms.Descendants("formid").Select(id => id.Value)),
        ["view"] = ("savedqueries", views => views.Descendants("savedqueryid").Select(id => id.Value)),
        ["chart"] = ("visualization", chart => [chart.Element("savedqueryvisualizationid")!.Value]),
        ["dashboard"] = ("Dashboard", dashboard => [dashboard.Element("FormId")!.Value]),
        ["role"] = ("Role", role => [$"{role.Attribute("id")!.Value} {role.Attribute("name")!.Value}"]),
        ["column security profile"] = ("FieldSecurityProfiles", all => all.Elements().Select(profile => $"{profile.Attribute("fieldsecurityprofileid")!.Value} {profile.Attribute("name")!.Value}")),
        ["web resource"] = ("WebResource", resource => [$"{resource.Element("WebResourceId")!.Value} {resource.Element("Name")!.Value}"]),
        ["app"] = ("AppModule", app => [app.Element("UniqueName")!.Value]),
        ["assembly"] = ("PluginAssembly", assembly => [assembly.Attribute("PluginAssemblyId")!.Value]),
        ["plug-in type"] = ("PluginAssembly", assembly => assembly.Descendants("PluginType").Select(type => $"{type.Attribute("PluginTypeId")!.Value} {type.Attribute("Name")!.Value}")),
        ["step"] = ("SdkMessageProcessingStep", step => [step.Attribute("SdkMessageProcessingStepId")!.Value]),
        ["custom API"] = ("customapi", api => [api.Attribute("uniquename")!.Value]),
        ["environment variable"] = ("environmentvariabledefinition", variable => [variable.Attribute("schemaname")!.Value]),
        ["solution"] = ("ImportExportXml", solution => solution.Elements("SolutionManifest").Select(manifest =>
            $"{manifest.Element("UniqueName")!.Value} {manifest.Element("Publisher")!.Element("UniqueName")!.Value} {manifest.Descendants("CustomizationPrefix").Single().Value} {manifest.Descendants("CustomizationOptionValuePrefix").Single().Value}")),
    };

    private static IReadOnlyList<string> Pinned { get; } = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "pinned.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    [TestMethod]
    public void Nothing_that_is_pinned_has_changed()
    {
        var now = Now().ToHashSet(StringComparer.Ordinal);
        var gone = Pinned.Where(line => !now.Contains(line)).ToList();

        Assert.IsNotEmpty(Pinned);
        Assert.HasCount(0, gone, "These names and ids have shipped and must stay as they are:\n" + string.Join('\n', gone));
    }

    private static IEnumerable<string> Now()
    {
        var files = Directory.EnumerateFiles(Sources.Solutions, "*.xml", SearchOption.AllDirectories).Select(file => (Solution: Path.GetRelativePath(Sources.Solutions, file).Split(Path.DirectorySeparatorChar)[0], Xml: XElement.Load(file))).ToList();
        return
            from kind in Kinds
            from file in files
            where file.Xml.Name.LocalName == kind.Value.Root
            from key in kind.Value.Keys(file.Xml)
            select $"{file.Solution}: {kind.Key} {key}";
    }
}
