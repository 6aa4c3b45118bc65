using Tevreden.SolutionPackager;

namespace Tevreden.Benchmarks;

/// <summary>Where things are in this repository.</summary>
internal static class Places
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The job as its own project builds it, in the configuration of this program.</summary>
    public static string Job
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Root, "Tools", "Tevreden.Cli", "bin", framework.Parent!.Name, framework.Name, "Tevreden.Cli.dll");
        }
    }

    /// <summary>Packs the managed zip from the sources.</summary>
    public static Stream PackSolution()
    {
        var output = Directory.CreateTempSubdirectory("tevreden-benchmarks-");
        try
        {
            var packed = SolutionPacker.Pack(new PackOptions { Source = Path.Combine(Root, "Solution", "Tevreden"), Output = output.FullName });
            return new MemoryStream(File.ReadAllBytes(packed.ManagedZip), writable: false);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("Expected Tevreden.Dataverse.sln in a folder above this program."),
        _ when File.Exists(Path.Combine(folder.FullName, "Tevreden.Dataverse.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
