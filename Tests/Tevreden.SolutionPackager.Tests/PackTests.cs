using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Tests;

[TestClass]
public sealed class PackTests
{
    [TestMethod]
    public void The_same_sources_give_the_same_bytes()
    {
        using var one = new Sources();
        using var other = new Sources();
        var (first, second) = (one.Pack(), other.Pack());

        CollectionAssert.AreEqual(File.ReadAllBytes(first.ManagedZip), File.ReadAllBytes(second.ManagedZip));
        CollectionAssert.AreEqual(File.ReadAllBytes(first.UnmanagedZip), File.ReadAllBytes(second.UnmanagedZip));
    }

    [TestMethod]
    [DataRow("Tevreden", 2)]
    [DataRow("TevredenServiceForms", 3)]
    [DataRow("TevredenAgentScores", 0)]
    public void The_unmanaged_zip_differs_in_its_flag_and_leaves_the_layers_on_forms_of_the_platform_out(string solution, int layers)
    {
        using var sources = new Sources(solution);
        var result = sources.Pack();
        using var managed = ZipFile.OpenRead(result.ManagedZip);
        using var unmanaged = ZipFile.OpenRead(result.UnmanagedZip);

        CollectionAssert.AreEqual(managed.Entries.Select(entry => entry.FullName).ToList(), unmanaged.Entries.Select(entry => entry.FullName).ToList());
        foreach (var entry in managed.Entries.Where(entry => entry.Name != "customizations.xml"))
            Assert.IsTrue(Text(entry).Replace("<Managed>1</Managed>", "<Managed>0</Managed>", StringComparison.Ordinal) == Text(unmanaged.GetEntry(entry.FullName)!), entry.FullName);
        var whole = XElement.Parse(Text(managed.GetEntry("customizations.xml")!));
        var forms = whole.Descendants("FormXml").Where(forms => forms.Descendants().Attributes("solutionaction").Any()).ToList();
        Assert.HasCount(layers, forms.Descendants("systemform").ToList());
        forms.Remove();
        Assert.IsTrue(XNode.DeepEquals(Plain(whole), Plain(XElement.Parse(Text(unmanaged.GetEntry("customizations.xml")!)))));
        Assert.Contains("<Managed>1</Managed>", Text(managed.GetEntry("solution.xml")!));
    }

    // An ancestor left without children is written in another of the two ways to write it.
    private static XElement Plain(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().Where(element => element.IsEmpty))
            element.Value = "";
        return root;
    }

    [TestMethod]
    public void The_public_key_token_of_the_built_assembly_is_in_every_place_that_names_it()
    {
        using var sources = new Sources();
        var assembly = AssemblyName.GetAssemblyName(sources.Find("*.dll"));
        using var zip = ZipFile.OpenRead(sources.Pack().ManagedZip);
        var customizations = Text(zip.GetEntry("customizations.xml")!);

        Assert.Contains($"FullName=\"{assembly.FullName}\"", customizations);
        var steps = Directory.GetFiles(Path.Combine(Sources.Original, "SdkMessageProcessingSteps")).Length;
        Assert.HasCount(steps, XDocument.Parse(customizations).Descendants("PluginTypeName").Where(name => name.Value.EndsWith(assembly.FullName, StringComparison.Ordinal)).ToList());
        Assert.Contains($"schemaName=\"{assembly.FullName}\"", Text(zip.GetEntry("solution.xml")!));
        Assert.IsFalse(zip.Entries.Any(entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal) && Text(entry).Contains("$(", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Every_part_has_a_content_type()
    {
        using var sources = new Sources();
        sources.WebResource("tvr_/pages/proef.html", "<p>proef</p>");
        using var zip = ZipFile.OpenRead(sources.Pack().ManagedZip);
        var types = XDocument.Parse(Text(zip.GetEntry("[Content_Types].xml")!)).Root!.Elements().Select(type => type.Attribute("Extension")?.Value ?? type.Attribute("PartName")!.Value).ToList();

        CollectionAssert.IsSubsetOf(zip.Entries.Select(entry => Path.GetExtension(entry.FullName) is { Length: > 0 } extension ? extension[1..] : "/" + entry.FullName).Distinct().ToList(), types);
    }

    [TestMethod]
    public void A_web_resource_is_packed_under_the_name_that_its_description_gives()
    {
        using var sources = new Sources();
        sources.WebResource("tvr_/pages/proef.html", "<p>één</p>");
        using var zip = ZipFile.OpenRead(sources.Pack().ManagedZip);
        var described = XDocument.Parse(Text(zip.GetEntry("customizations.xml")!)).Descendants("WebResource").Single(resource => resource.Element("Name")!.Value == "tvr_/pages/proef.html");

        Assert.AreEqual("<p>één</p>", Text(zip.GetEntry(described.Element("FileName")!.Value.TrimStart('/'))!));
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
