namespace Tevreden.SolutionPackager.Sources;

/// <summary>What web resources hold: each file stands beside the <c>.data.xml</c> that describes it.</summary>
internal static class WebResourceFiles
{
    private const string Folder = "WebResources/", Description = ".data.xml";

    public static bool IsContent(string path) => path.StartsWith(Folder, StringComparison.Ordinal) && !path.EndsWith(Description, StringComparison.Ordinal);

    /// <summary>By the path of the describing file.</summary>
    public static IReadOnlyDictionary<string, byte[]> Read(string folder, IReadOnlyList<string> paths, Problems problems)
    {
        var contents = paths.Where(IsContent).ToHashSet(StringComparer.Ordinal);
        var descriptions = paths.Where(path => path.StartsWith(Folder, StringComparison.Ordinal) && !IsContent(path)).ToHashSet(StringComparer.Ordinal);
        foreach (var lonely in contents.Where(path => !descriptions.Contains(path + Description)))
            problems.Add(lonely, 0, $"expected {lonely}{Description} beside it, which says what it is.");
        foreach (var empty in descriptions.Where(path => !contents.Contains(ContentOf(path))))
            problems.Add(empty, 0, $"expected the content beside it, as {ContentOf(empty)}.");
        return descriptions.Where(path => contents.Contains(ContentOf(path)))
            .ToDictionary(path => path, path => File.ReadAllBytes(Path.Combine(folder, ContentOf(path))), StringComparer.Ordinal);
    }

    private static string ContentOf(string description) => description[..^Description.Length];
}
