using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Web resources lie where their names say, are of the kind that their names say, and go where Microsoft's packager puts them.</summary>
internal static class WebResources
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "1", [".htm"] = "1", [".css"] = "2", [".js"] = "3", [".xml"] = "4", [".png"] = "5", [".jpg"] = "6", [".gif"] = "7", [".ico"] = "10", [".svg"] = "11", [".resx"] = "12",
    };

    public static void Check(SourceTree tree, Problems problems)
    {
        foreach (var resource in tree.WebResources)
        {
            if (resource.Text("Name") is not { } name || !Guid.TryParse(resource.Text("WebResourceId"), out var id))
            {
                problems.Add(resource, "expected a web resource with <Name> and a <WebResourceId> that is a GUID.");
                continue;
            }

            if (resource.File != $"WebResources/{name}.data.xml")
                problems.Add(resource, $"expected it in WebResources/{name}.data.xml, as its <Name> says.");
            if (!name.StartsWith(tree.Prefix, StringComparison.OrdinalIgnoreCase))
                problems.Add(resource, $"expected a <Name> that begins with {tree.Prefix}, found {name}.");
            if (Types.GetValueOrDefault(Path.GetExtension(name)) is var type && type != resource.Text("WebResourceType"))
                problems.Add(resource, $"expected <WebResourceType>{type ?? "of a known extension"}</WebResourceType> for {name}, found {resource.Text("WebResourceType")}.");
            var file = $"/WebResources/{name.Replace("/", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)}{id.ToString("D").ToUpperInvariant()}";
            if (resource.Text("FileName") != file)
                problems.Add(resource, $"expected <FileName>{file}</FileName>, found {resource.Text("FileName")}.");
        }
    }
}
