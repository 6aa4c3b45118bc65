using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tevreden.Sandbox.Import;

/// <summary>What an assembly says of itself, read without loading it.</summary>
internal sealed record AssemblyFacts(string FullName, IReadOnlySet<string> Types)
{
    public static AssemblyFacts Read(byte[] content, string path)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var file = new PEReader(stream);
            var metadata = file.GetMetadataReader();
            var types = metadata.TypeDefinitions
                .Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
                .Select(type => Join(metadata.GetString(type.Namespace), metadata.GetString(type.Name)))
                .ToHashSet(StringComparer.Ordinal);
            return new AssemblyFacts(metadata.GetAssemblyDefinition().GetAssemblyName().FullName, types);
        }
        catch (Exception problem) when (problem is BadImageFormatException or InvalidOperationException)
        {
            throw new ImportException($"{path}: not a .NET assembly: {problem.Message}", problem);
        }
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : space + "." + name;
}
