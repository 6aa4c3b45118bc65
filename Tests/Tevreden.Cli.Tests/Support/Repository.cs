namespace Tevreden.Cli.Tests.Support;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The job as its own project builds it, in the configuration of the tests: beside the tests lie their libraries, not its own.</summary>
    public static string Job
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(Root, "Tools", "Tevreden.Cli", "bin", framework.Parent!.Name, framework.Name, "Tevreden.Cli.dll");
        }
    }

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("Expected Tevreden.Dataverse.sln in a folder above the tests."),
        _ when File.Exists(Path.Combine(folder.FullName, "Tevreden.Dataverse.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
