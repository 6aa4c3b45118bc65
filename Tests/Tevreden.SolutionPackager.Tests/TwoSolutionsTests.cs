using System.IO.Compression;
using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Tests;

/// <summary>The further solutions lie on the first: what they need is there, and they need nothing that they do not say.</summary>
[TestClass]
public sealed class TwoSolutionsTests
{
    private static readonly string Base = Path.Combine(Sources.Solutions, "Tevreden"), Second = Path.Combine(Sources.Solutions, "TevredenServiceForms"), Third = Path.Combine(Sources.Solutions, "TevredenAgentScores");

    public static IEnumerable<string[]> Further => [[Second], [Third]];

    private static readonly string[] LayeredForms =
    [
        "8448b78f-8f42-454e-8e2a-f8196b0419af", "1fed44d1-ae68-4a41-bd2b-f13acac4acfa",
        "4a63c8d1-6c1e-48ec-9db4-3e6c7155334c", "915f6055-2e07-4276-ae08-2b96c8d02c57", "a72c7955-442b-4ea4-9499-b10cd18b4256",
    ];

    private static XElement Manifest(string folder) => XElement.Load(Path.Combine(folder, "Other", "Solution.xml")).Element("SolutionManifest")!;

    private static IEnumerable<XElement> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Select(file => XElement.Load(file));

    [TestMethod]
    [DynamicData(nameof(Further))]
    public void All_have_one_version_and_one_publisher(string folder)
    {
        Assert.AreEqual(Manifest(Base).Element("Version")!.Value, Manifest(folder).Element("Version")!.Value);
        Assert.IsTrue(XNode.DeepEquals(Manifest(Base).Element("Publisher"), Manifest(folder).Element("Publisher")));
    }

    [TestMethod]
    [DataRow("Tevreden")]
    [DataRow("TevredenServiceForms")]
    [DataRow("TevredenAgentScores")]
    public void The_version_stands_in_one_place_from_which_every_zip_gets_it(string solution)
    {
        var build = XElement.Load(Path.Combine(Sources.Solutions, "..", "Directory.Build.props")).Descendants("Version").Single().Value + ".0";
        using var sources = new Sources(solution);
        var packed = sources.Pack();
        foreach (var zip in (string[])[packed.ManagedZip, packed.UnmanagedZip])
        {
            var manifest = Packed(zip);
            Assert.AreEqual(build, manifest.Descendants("Version").Single().Value);
            Assert.IsTrue(manifest.Descendants("Required").All(required => required.Attribute("solution")!.Value == $"Tevreden ({build})"), manifest.ToString());
        }

        Assert.AreEqual("2.3.4.0", Packed(sources.PackAs("2.3.4.0").ManagedZip).Descendants("Version").Single().Value);
    }

    [TestMethod]
    public void The_plug_in_assembly_says_it_too_in_the_version_that_nothing_refers_to()
    {
        var build = XElement.Load(Path.Combine(Sources.Solutions, "..", "Directory.Build.props")).Descendants("Version").Single().Value + ".0";
        using var sources = new Sources();

        Assert.AreEqual(build, System.Diagnostics.FileVersionInfo.GetVersionInfo(sources.Find("*.dll")).FileVersion);
        Assert.AreEqual("1.0.0.0", System.Reflection.AssemblyName.GetAssemblyName(sources.Find("*.dll")).Version!.ToString());
    }

    private static XElement Packed(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        using var content = archive.GetEntry("solution.xml")!.Open();
        return XElement.Load(content);
    }

    [TestMethod]
    [DynamicData(nameof(Further))]
    public void What_a_further_one_needs_is_in_the_first_at_that_version(string folder)
    {
        var required = Manifest(folder).Descendants("Required").ToList();
        var held = new Dictionary<string, List<string?>>
        {
            ["1"] = [.. Files(Base, "Entity.xml").Select(table => table.Element("Name")!.Value.ToLowerInvariant())],
            ["26"] = [.. Files(Base, "{*}.xml").Descendants("savedqueryid").Select(id => id.Value)],
            ["61"] = [.. Files(Base, "*.data.xml").Select(resource => resource.Element("Name")?.Value)],
        };

        Assert.IsNotEmpty(required);
        foreach (var one in required)
        {
            Assert.AreEqual($"Tevreden ({Manifest(Base).Element("Version")!.Value})", one.Attribute("solution")!.Value);
            Assert.Contains((one.Attribute("schemaName") ?? one.Attribute("id"))!.Value, held[one.Attribute("type")!.Value]);
        }
    }

    [TestMethod]
    public void Its_lists_refer_to_views_and_relationships_of_the_first()
    {
        var views = Files(Base, "{*}.xml").Descendants("savedqueryid").Select(id => id.Value.ToLowerInvariant()).ToHashSet();
        var relationships = Files(Base, "*.xml").Where(file => file.Name.LocalName == "EntityRelationships").Elements().Select(one => one.Attribute("Name")!.Value).ToHashSet();
        var lists = Files(Second, "*_managed.xml").Descendants("parameters").Where(list => list.Element("TargetEntityType") is not null).ToList();

        Assert.IsNotEmpty(lists);
        foreach (var list in lists)
        {
            Assert.Contains(list.Element("ViewId")!.Value.ToLowerInvariant(), views);
            if (list.Element("RelationshipName")!.Value.StartsWith("tvr_", StringComparison.Ordinal))
                Assert.Contains(list.Element("RelationshipName")!.Value, relationships);
        }
    }

    [TestMethod]
    public void Every_page_of_the_solution_stands_on_a_form_or_behind_a_link_of_one_that_does()
    {
        var shown = Files(Base, "*.xml").Concat(Files(Second, "*.xml")).Descendants("Url").Select(url => url.Value).ToHashSet();
        var pages = Files(Base, "*.data.xml").Where(resource => resource.Element("WebResourceType")?.Value == "1").Select(resource => resource.Element("Name")!.Value).ToList();

        Assert.IsNotEmpty(pages);
        foreach (var page in pages)
            Assert.IsTrue(shown.Contains(page) || shown.Any(other => File.Exists(Content(other)) && File.ReadAllText(Content(other)).Contains($"pageLink(\"{Path.GetFileNameWithoutExtension(page)}\"", StringComparison.Ordinal)), page);
    }

    private static string Content(string page) => Path.Combine(Base, "WebResources", page);

    [TestMethod]
    public void Layers_lie_on_the_known_forms_only_and_on_each_of_them()
    {
        var layered = Files(Base, "*_managed.xml").Concat(Files(Second, "*_managed.xml")).Descendants("formid").Select(id => id.Value.Trim('{', '}')).ToList();

        CollectionAssert.AreEquivalent(LayeredForms, layered);
    }
}
