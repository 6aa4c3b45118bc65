using System.IO.Compression;

namespace Tevreden.Sandbox.Plugins;

/// <summary>The assemblies of a plug-in package: a NuGet package whose lib/net462 holds the plug-ins and all that they need.</summary>
internal sealed class PackageContent
{
    private const string Library = "lib/";

    private PackageContent(IReadOnlyDictionary<string, byte[]> assemblies) => Assemblies = assemblies;

    /// <summary>Content by simple name.</summary>
    public IReadOnlyDictionary<string, byte[]> Assemblies { get; }

    /// <exception cref="InvalidDataException">It is no package, or has no assemblies for the .NET Framework.</exception>
    public static PackageContent Read(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package, writable: false), ZipArchiveMode.Read);
        var byFramework = zip.Entries
            .Where(entry => entry.FullName.StartsWith(Library, StringComparison.OrdinalIgnoreCase) && entry.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .GroupBy(entry => entry.FullName.Split('/')[1].ToLowerInvariant())
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

        // Only assemblies for .NET Framework 4.6.2 run on the platform; for the sandbox an earlier 4.x is as good.
        var framework = byFramework.Keys.Where(name => name.StartsWith("net4", StringComparison.Ordinal) && string.CompareOrdinal(name, "net462") <= 0).Max(StringComparer.Ordinal)
            ?? throw new InvalidDataException($"expected assemblies in lib/net462, found {(byFramework.Count == 0 ? "none in lib" : string.Join(", ", byFramework.Keys.Order(StringComparer.Ordinal).Select(name => Library + name)))}");
        return new PackageContent(byFramework[framework]
            .Where(entry => entry.FullName.Count(sign => sign == '/') == 2)
            .ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.Name), Bytes, StringComparer.OrdinalIgnoreCase));
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
