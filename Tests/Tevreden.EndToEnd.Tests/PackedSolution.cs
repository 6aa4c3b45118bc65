using Tevreden.SolutionPackager;

namespace Tevreden.EndToEnd.Tests;

/// <summary>The zips, packed once from the sources of this repository.</summary>
internal static class PackedSolution
{
    private static readonly Lazy<PackResult> Packed = new(() => SolutionPacker.Pack(new PackOptions
    {
        Source = Path.Combine(Repository.Root, "Solution", "Tevreden"),
        Output = Directory.CreateTempSubdirectory("tevreden-zips-").FullName,
    }));

    public static string ManagedZip => Packed.Value.ManagedZip;

    public static string UnmanagedZip => Packed.Value.UnmanagedZip;
}

internal static class Repository
{
    /// <summary>The folder of the solution file.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("Expected Tevreden.Dataverse.sln in a folder above the tests."),
        _ when File.Exists(Path.Combine(folder.FullName, "Tevreden.Dataverse.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
