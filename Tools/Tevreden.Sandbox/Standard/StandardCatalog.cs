using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Standard;

/// <summary>The platform's own tables, as the .tables files of this assembly define them.</summary>
public static class StandardCatalog
{
    /// <summary>Reads them all.</summary>
    public static MetadataCatalog Create()
    {
        var assembly = typeof(StandardCatalog).Assembly;
        var reader = new StandardTables();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".tables", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            reader.Read(name, text);
        }

        return reader.Catalog();
    }
}
