using Tevreden.SolutionPackager;

namespace Tevreden.EndToEnd.Tests;

/// <summary>The zips, packed once from the sources of this repository.</summary>
internal static class PackedSolution
{
    private static readonly string Output = Directory.CreateTempSubdirectory("tevreden-zips-").FullName;

    private static readonly Dictionary<string, Lazy<PackResult>> Packed = new[] { "Tevreden", "TevredenServiceForms", "TevredenAgentScores" }
        .ToDictionary(name => name, name => new Lazy<PackResult>(() => SolutionPacker.Pack(new PackOptions { Source = Path.Combine(Repository.Root, "Solution", name), Output = Output })));

    /// <summary>The solutions, in the order in which they are imported.</summary>
    public static IReadOnlyCollection<string> Names => Packed.Keys;

    public static string ManagedZip => Managed("Tevreden");


    public static string Unmanaged(string solution) => Packed[solution].Value.UnmanagedZip;

    public static string Managed(string solution) => Packed[solution].Value.ManagedZip;
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
