using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Writing;

/// <summary>Writes a zip whose bytes depend on the sources alone: fixed order, fixed times.</summary>
internal static class SolutionZip
{
    // The earliest that a zip can say.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static void Write(string file, SourceTree tree, bool isManaged)
    {
        var parts = Parts(tree, isManaged);
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, content) in parts.Prepend(("[Content_Types].xml", Xml(ContentTypes([.. parts.Select(part => part.Name)])))))
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = Always;
            using var target = entry.Open();
            target.Write(content);
        }
    }

    private static List<(string Name, byte[] Content)> Parts(SourceTree tree, bool isManaged)
    {
        var parts = new List<(string, byte[])>
        {
            ("solution.xml", Xml(SolutionXml(tree, isManaged))),
            ("customizations.xml", Xml(CustomizationsXml.Make(tree, isManaged))),
        };
        if (tree.Plugin is { } plugin)
            parts.Add((plugin.Path, plugin.Content));
        foreach (var resource in tree.WebResources)
            parts.Add((resource.Text("FileName")!.TrimStart('/'), tree.WebContents[resource.File]));
        foreach (var file in ((IEnumerable<SourceElement>)[.. tree.CustomApis, .. tree.CustomApiParts, .. tree.EnvironmentVariables]).OrderBy(file => file.File, StringComparer.Ordinal))
            parts.Add((file.File, Xml(file.Xml)));
        return parts;
    }

    private static XElement SolutionXml(SourceTree tree, bool isManaged)
    {
        var solution = new XElement(tree.Solution.Xml);
        solution.Element("SolutionManifest")!.Element("Managed")!.Value = isManaged ? "1" : "0";
        return solution;
    }

    private static XElement ContentTypes(IReadOnlyList<string> names) => new(
        Types + "Types",
        names.Where(name => Path.HasExtension(name)).Select(name => Path.GetExtension(name)[1..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(extension => new XElement(Types + "Default", new XAttribute("Extension", extension), ContentType())),
        names.Where(name => !Path.HasExtension(name)).Select(name => new XElement(Types + "Override", new XAttribute("PartName", "/" + name), ContentType())));

    private static XAttribute ContentType() => new("ContentType", "application/octet-stream");

    private static byte[] Xml(XElement root)
    {
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
            new XDocument(root).Save(writer);
        return memory.ToArray();
    }
}
