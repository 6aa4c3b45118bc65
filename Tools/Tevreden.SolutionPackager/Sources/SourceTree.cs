using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Sources;

/// <summary>All files of an unpacked solution, parsed, in a fixed order.</summary>
internal sealed class SourceTree
{
    private SourceTree(PluginFile? plugin, IReadOnlyDictionary<string, byte[]> webContents, IReadOnlyDictionary<string, IReadOnlyList<SourceElement>> files)
    {
        Plugin = plugin;
        WebContents = webContents;
        Solution = files[SourceKinds.Solution].Single();
        Frame = files[SourceKinds.Customizations].Single();
        RelationshipNames = files[SourceKinds.RelationshipNames].Single();
        Tables = files[SourceKinds.Table];
        Ribbons = files[SourceKinds.Ribbon];
        Relationships = [.. files[SourceKinds.Relationships].SelectMany(file => file.Xml.Elements("EntityRelationship").Select(file.With))];
        Forms = files[SourceKinds.Form];
        Views = files[SourceKinds.View];
        Charts = files[SourceKinds.Chart];
        Dashboards = files[SourceKinds.Dashboard];
        SiteMaps = files[SourceKinds.SiteMap];
        Apps = files[SourceKinds.App];
        WebResources = files[SourceKinds.WebResource];
        ColumnSecurityProfiles = [.. files[SourceKinds.ColumnSecurity].SelectMany(file => file.Xml.Elements("FieldSecurityProfile").Select(file.With))];
        OptionSets = files[SourceKinds.OptionSet];
        Roles = files[SourceKinds.Role];
        Assemblies = files[SourceKinds.Assembly];
        Steps = files[SourceKinds.Step];
        CustomApis = files[SourceKinds.CustomApi];
        CustomApiParts = [.. files[SourceKinds.CustomApiRequest], .. files[SourceKinds.CustomApiResponse]];
        EnvironmentVariables = files[SourceKinds.EnvironmentVariable];
    }

    /// <summary>The plug-in assembly; null where the solution has none.</summary>
    public PluginFile? Plugin { get; }

    public SourceElement Solution { get; }

    public SourceElement Frame { get; }

    public SourceElement RelationshipNames { get; }

    public IReadOnlyList<SourceElement> Tables { get; }

    public IReadOnlyList<SourceElement> Ribbons { get; }

    public IReadOnlyList<SourceElement> Relationships { get; }

    /// <summary>One file per form: &lt;forms&gt; with one &lt;systemform&gt;.</summary>
    public IReadOnlyList<SourceElement> Forms { get; }

    /// <summary>One file per view: &lt;savedqueries&gt; with one &lt;savedquery&gt;.</summary>
    public IReadOnlyList<SourceElement> Views { get; }

    public IReadOnlyList<SourceElement> Charts { get; }

    public IReadOnlyList<SourceElement> Dashboards { get; }

    public IReadOnlyList<SourceElement> SiteMaps { get; }

    public IReadOnlyList<SourceElement> Apps { get; }

    public IReadOnlyList<SourceElement> WebResources { get; }

    /// <summary>What the web resources hold, by the path of the file that describes them.</summary>
    public IReadOnlyDictionary<string, byte[]> WebContents { get; }

    public IReadOnlyList<SourceElement> ColumnSecurityProfiles { get; }

    public IReadOnlyList<SourceElement> OptionSets { get; }

    public IReadOnlyList<SourceElement> Roles { get; }

    public IReadOnlyList<SourceElement> Assemblies { get; }

    public IReadOnlyList<SourceElement> Steps { get; }

    public IReadOnlyList<SourceElement> CustomApis { get; }

    /// <summary>Request parameters and response properties.</summary>
    public IReadOnlyList<SourceElement> CustomApiParts { get; }

    public IReadOnlyList<SourceElement> EnvironmentVariables { get; }

    public XElement Manifest => Solution.Xml.Element("SolutionManifest")!;

    public string UniqueName => Manifest.Element("UniqueName")!.Value;

    /// <summary>Prefix of the publisher with its underscore, in small letters: what is named so is ours.</summary>
    public string Prefix => Manifest.Element("Publisher")!.Element("CustomizationPrefix")!.Value.ToLowerInvariant() + "_";

    /// <summary>What other solutions must bring, by name or id.</summary>
    public IReadOnlySet<string> Elsewhere => Manifest.Elements("MissingDependencies").Elements("MissingDependency").Elements("Required")
        .Select(required => (required.Attribute("schemaName") ?? required.Attribute("id"))?.Value).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every file that was read.</summary>
    public IEnumerable<SourceElement> AllFiles =>
    [
        Solution, Frame, RelationshipNames, .. Tables, .. Ribbons, .. Forms, .. Views, .. Charts, .. Dashboards, .. SiteMaps, .. Apps, .. WebResources, .. ColumnSecurityProfiles, .. Relationships, .. OptionSets, .. Roles, .. Assemblies, .. Steps, .. CustomApis, .. CustomApiParts, .. EnvironmentVariables,
    ];

    public static SourceTree Read(string folder, string version, Problems problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 0, "expected a folder with an unpacked solution; there is none.");
            problems.ThrowIfAny();
        }

        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();
        var plugin = PluginFile.Find(folder, paths, problems);
        var webContents = WebResourceFiles.Read(folder, paths, problems);
        var reader = new SourceReader(folder, plugin?.PublicKeyToken, version, problems);
        var files = SourceKinds.All.ToDictionary(kind => kind.Name, IReadOnlyList<SourceElement> (kind) => [.. paths.Where(kind.Holds).Select(path => reader.Read(path, kind)).OfType<SourceElement>()]);
        foreach (var unknown in paths.Where(path => !PluginFile.IsAssembly(path) && !WebResourceFiles.IsContent(path) && !SourceKinds.All.Any(kind => kind.Holds(path))))
            problems.Add(unknown, 0, "this packer does not know what belongs there, and would leave it out; expected " + SourceKinds.Expected + ".");
        foreach (var kind in SourceKinds.All.Where(kind => kind.IsNeeded && files[kind.Name].Count == 0))
            problems.Add(kind.Path, 0, $"expected this file with a root element <{kind.Root}>; it is missing or malformed.");
        problems.ThrowIfAny();
        CheckManifest(files[SourceKinds.Solution].Single(), problems);
        return new SourceTree(plugin, webContents, files);
    }

    private static void CheckManifest(SourceElement solution, Problems problems)
    {
        foreach (var path in (string[])["SolutionManifest/UniqueName", "SolutionManifest/Version", "SolutionManifest/Managed", "SolutionManifest/RootComponents", "SolutionManifest/Publisher/CustomizationPrefix"])
        {
            if (path.Split('/').Aggregate((XElement?)solution.Xml, (element, name) => element?.Element(name)) is null)
                problems.Add(solution, $"expected an element {path}.");
        }

        problems.ThrowIfAny();
    }
}
