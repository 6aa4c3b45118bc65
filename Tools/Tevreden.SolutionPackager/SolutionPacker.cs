using System.Reflection;
using Tevreden.SolutionPackager.Checks;
using Tevreden.SolutionPackager.Sources;
using Tevreden.SolutionPackager.Writing;

namespace Tevreden.SolutionPackager;

/// <summary>What to pack, and where to.</summary>
public sealed record PackOptions
{
    /// <summary>Folder of the unpacked solution, in the layout of Microsoft's SolutionPackager.</summary>
    public required string Source { get; init; }

    /// <summary>Folder that the zips are written to; made when it is not there.</summary>
    public required string Output { get; init; }

    /// <summary>Four numbers, put wherever the sources say 0.0.0.0 for their version; that of this build when not given.</summary>
    public string Version { get; init; } = OfThisBuild();

    // What follows a + is the commit.
    private static string OfThisBuild() => typeof(PackOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0] + ".0";
}

/// <summary>The two zips, by their full paths.</summary>
public sealed record PackResult(string ManagedZip, string UnmanagedZip);

/// <summary>Packs an unpacked solution. The same sources and the same plug-in assembly give the same bytes.</summary>
public static class SolutionPacker
{
    /// <exception cref="PackException">The sources are incomplete, malformed or contradict themselves; the message holds every problem with its file and line. Nothing is written then.</exception>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    public static PackResult Pack(PackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new Problems();
        var tree = SourceTree.Read(options.Source, options.Version, problems);
        problems.ThrowIfAny();
        AllChecks.Run(tree, problems);
        problems.ThrowIfAny();

        Directory.CreateDirectory(options.Output);
        var managed = Path.GetFullPath(Path.Combine(options.Output, $"{tree.UniqueName}_managed.zip"));
        var unmanaged = Path.GetFullPath(Path.Combine(options.Output, $"{tree.UniqueName}_unmanaged.zip"));
        SolutionZip.Write(managed, tree, isManaged: true);
        SolutionZip.Write(unmanaged, tree, isManaged: false);
        return new PackResult(managed, unmanaged);
    }
}
