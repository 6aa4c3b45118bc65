using Tevreden.SolutionPackager;

namespace Tevreden.Demo.Story;

/// <summary>Where the repository is, and the zip that is run.</summary>
internal static class Place
{
    private const string Marker = "Tevreden.Dataverse.sln";

    /// <summary>The zip of the command line, else one packed now into <c>artifacts</c>.</summary>
    /// <exception cref="DemoException">There is no such zip, or no repository to pack.</exception>
    public static string ManagedZip(FileInfo? given)
    {
        if (given is not null)
            return given.Exists ? given.FullName : throw new DemoException($"--solution takes a managed zip; there is none at {given.FullName}.");
        var root = Root(new DirectoryInfo(AppContext.BaseDirectory)) ?? Root(new DirectoryInfo(Environment.CurrentDirectory))
            ?? throw new DemoException($"Expected {Marker} in a folder above {AppContext.BaseDirectory}. Run the demo from the repository, or name a zip with --solution.");
        try
        {
            return SolutionPacker.Pack(new PackOptions { Source = Path.Combine(root, "Solution", "Tevreden"), Output = Path.Combine(root, "artifacts") }).ManagedZip;
        }
        catch (PackException problem)
        {
            throw new DemoException($"Solution/ can't be packed:{Environment.NewLine}{problem.Message}", problem);
        }
    }

    private static string? Root(DirectoryInfo? folder) =>
        folder is null ? null : File.Exists(Path.Combine(folder.FullName, Marker)) ? folder.FullName : Root(folder.Parent);
}
