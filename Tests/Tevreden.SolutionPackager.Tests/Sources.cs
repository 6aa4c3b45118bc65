namespace Tevreden.SolutionPackager.Tests;

/// <summary>A copy of an unpacked solution that a test may spoil.</summary>
internal sealed class Sources : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tevreden-sources-");

    public Sources(string solution = "Tevreden")
    {
        var original = Path.Combine(Solutions, solution);
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The folder of the unpacked solutions.</summary>
    public static string Solutions { get; } = Path.Combine(Root(new DirectoryInfo(AppContext.BaseDirectory)), "Solution");

    public static string Original { get; } = Path.Combine(Solutions, "Tevreden");

    public string Folder => Path.Combine(_folder.FullName, "source");

    public string Output => Path.Combine(_folder.FullName, "output");

    public PackResult Pack() => SolutionPacker.Pack(new PackOptions { Source = Folder, Output = Output });

    public PackResult PackAs(string version) => SolutionPacker.Pack(new PackOptions { Source = Folder, Output = Output, Version = version });

    /// <summary>The problems that stop it; fails the test when nothing does, or when a zip was written all the same.</summary>
    public IReadOnlyList<string> Refusal()
    {
        var problems = Assert.ThrowsExactly<PackException>(Pack).Problems;
        Assert.IsFalse(Directory.Exists(Output));
        return problems;
    }

    public string Find(string pattern) => Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Adds one with its description and its root component.</summary>
    public void WebResource(string name, string content, int type = 1)
    {
        var id = Guid.NewGuid();
        Write("WebResources/" + name, content);
        Write($"WebResources/{name}.data.xml", $"""
            <WebResource>
              <WebResourceId>{id:B}</WebResourceId>
              <Name>{name}</Name>
              <DisplayName>{name}</DisplayName>
              <LanguageCode>0</LanguageCode>
              <WebResourceType>{type}</WebResourceType>
              <IntroducedVersion>1.0.0.0</IntroducedVersion>
              <FileName>/WebResources/{name.Replace("/", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)}{id.ToString("D").ToUpperInvariant()}</FileName>
            </WebResource>
            """);
        Replace("Other/Solution.xml", "    </RootComponents>", $"      <RootComponent type=\"61\" schemaName=\"{name}\" behavior=\"0\" />\n    </RootComponents>");
    }

    /// <summary>Replaces the first occurrence.</summary>
    public void Replace(string path, string old, string with)
    {
        var text = Read(path);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, at, $"{path} holds no '{old}'");
        Write(path, text[..at] + with + text[(at + old.Length)..]);
    }

    public int LineOf(string path, string text) => Read(path).Split('\n').Index().First(line => line.Item.Contains(text, StringComparison.Ordinal)).Index + 1;

    public void Delete(string path) => File.Delete(Path.Combine(Folder, path));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Root(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("Expected Tevreden.Dataverse.sln in a folder above the tests."),
        _ when File.Exists(Path.Combine(folder.FullName, "Tevreden.Dataverse.sln")) => folder.FullName,
        _ => Root(folder.Parent),
    };
}
