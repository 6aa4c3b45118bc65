using System.IO.Compression;
using System.Xml.Linq;

namespace Tevreden.EndToEnd.Tests.Demo;

/// <summary>The managed zip as it ships, less a part of it.</summary>
internal sealed class ChangedZip : IDisposable
{
    private const string Manifest = "solution.xml", Customizations = "customizations.xml";
    private const string AssemblyType = "91", StepType = "92";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tevreden-changed-zip-");

    public ChangedZip()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "Tevreden_managed.zip");
        File.Copy(PackedSolution.ManagedZip, Path);
    }

    public string Path { get; }

    /// <summary>Takes out one step by the end of its name, such as "SendInvitation: Create of tvr_invitation".</summary>
    public ChangedZip WithoutStep(string name)
    {
        var removed = new List<string>();
        Change(Customizations, xml =>
        {
            var step = xml.Descendants("SdkMessageProcessingStep").Single(step => step.Attribute("Name")!.Value.EndsWith(name, StringComparison.Ordinal));
            removed.Add(step.Attribute("SdkMessageProcessingStepId")!.Value);
            step.Remove();
        });
        Change(Manifest, xml => xml.Descendants("RootComponent").Single(root => root.Attribute("id")?.Value == removed.Single()).Remove());
        return this;
    }

    /// <summary>Takes out the dll and leaves everything that names it.</summary>
    public ChangedZip WithoutDll() => Delete("PluginAssemblies/");

    /// <summary>Takes out the plug-in assembly with all that needs it, so that the zip is sound in itself.</summary>
    public ChangedZip WithoutAssembly()
    {
        Delete("PluginAssemblies/");
        Delete("customapis/");
        Change(Customizations, xml => xml.Root!.Elements().Where(section => section.Name.LocalName is "SolutionPluginAssemblies" or "SdkMessageProcessingSteps").Remove());
        Change(Manifest, xml => xml.Descendants("RootComponent").Where(root => root.Attribute("type")!.Value is AssemblyType or StepType).Remove());
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ChangedZip Delete(string folder)
    {
        using var zip = ZipFile.Open(Path, ZipArchiveMode.Update);
        var entries = zip.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal)).ToList();
        Assert.IsNotEmpty(entries, $"nothing in {folder}");
        foreach (var entry in entries)
            entry.Delete();
        return this;
    }

    private void Change(string file, Action<XDocument> change)
    {
        using var zip = ZipFile.Open(Path, ZipArchiveMode.Update);
        var entry = zip.GetEntry(file) ?? throw new AssertFailedException($"The zip has no {file}.");
        XDocument xml;
        using (var before = entry.Open())
            xml = XDocument.Load(before, LoadOptions.PreserveWhitespace);
        change(xml);
        entry.Delete();
        using var after = zip.CreateEntry(file).Open();
        xml.Save(after, SaveOptions.DisableFormatting);
    }
}
