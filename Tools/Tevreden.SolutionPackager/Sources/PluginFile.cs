using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tevreden.SolutionPackager.Sources;

/// <summary>The built plug-in assembly. Its metadata is read, its code never loaded.</summary>
internal sealed record PluginFile
{
    /// <summary>Below the folder of the solution, with forward slashes.</summary>
    public required string Path { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Name, version, culture and public key token.</summary>
    public required string FullName { get; init; }

    /// <summary>Sixteen hex digits, in small letters.</summary>
    public required string PublicKeyToken { get; init; }

    /// <summary>Full names of its public classes.</summary>
    public required IReadOnlySet<string> TypeNames { get; init; }

    public static bool IsAssembly(string path) => path.StartsWith("PluginAssemblies/", StringComparison.Ordinal) && path.EndsWith(".dll", StringComparison.Ordinal);

    public static PluginFile? Find(string folder, IReadOnlyList<string> paths, Problems problems)
    {
        var assemblies = paths.Where(IsAssembly).ToList();
        if (assemblies.Count > 1)
            problems.Add(assemblies[1], 0, $"expected one plug-in assembly, found {assemblies.Count}.");
        if (assemblies.Count == 1)
            return Read(folder, assemblies[0], problems);
        if (paths.FirstOrDefault(path => path.EndsWith(".dll.data.xml", StringComparison.Ordinal)) is { } described)
            problems.Add(described, 0, $"expected the built assembly beside it, as {described[..^".data.xml".Length]}. Build the plug-in project, which puts it there.");
        return null;
    }

    private static PluginFile? Read(string folder, string path, Problems problems)
    {
        var content = File.ReadAllBytes(System.IO.Path.Combine(folder, path));
        try
        {
            using var image = new PEReader(new MemoryStream(content));
            var metadata = image.GetMetadataReader();
            var name = metadata.GetAssemblyDefinition().GetAssemblyName();
            if (name.GetPublicKeyToken() is not { Length: > 0 } token)
            {
                problems.Add(path, 0, "expected an assembly with a strong name; this one is not signed.");
                return null;
            }

            return new PluginFile
            {
                Path = path,
                Content = content,
                PublicKeyToken = Convert.ToHexStringLower(token),
                FullName = name.FullName,
                TypeNames = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                    .Where(type => (type.Attributes & System.Reflection.TypeAttributes.Public) != 0)
                    .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
                    .ToHashSet(StringComparer.Ordinal),
            };
        }
        catch (BadImageFormatException exception)
        {
            problems.Add(path, 0, $"expected a .NET assembly: {exception.Message}");
            return null;
        }
    }
}
