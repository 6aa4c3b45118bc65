using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Plugins;

/// <summary>
/// Where one plug-in assembly lives, with the others of its package. The SDK it was compiled against, of whatever version, is the one of this process, so that
/// contexts and requests are the same types on both sides; the framework's assemblies come from the process too. Everything else must be in the package: what
/// the sandbox itself happens to have is not on the platform.
/// </summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private static readonly Dictionary<string, Assembly> Shared = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Xrm.Sdk"] = typeof(IPlugin).Assembly,
        ["Microsoft.Crm.Sdk.Proxy"] = typeof(WhoAmIRequest).Assembly,
    };

    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private readonly string _name;
    private readonly IReadOnlyDictionary<string, byte[]> _package;
    private readonly Dictionary<string, Assembly> _loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    /// <param name="name">Whose it is, for messages.</param>
    /// <param name="package">The assemblies beside it, by simple name.</param>
    /// <param name="isCollectible">It is only looked at and then forgotten.</param>
    public PluginLoadContext(string name, IReadOnlyDictionary<string, byte[]> package, bool isCollectible = false)
        : base(name, isCollectible)
    {
        _name = name;
        _package = package;
    }

    public Assembly Load(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        var name = NameOf(content);
        lock (_lock)
        {
            if (!_loaded.TryGetValue(name, out var assembly))
                _loaded[name] = assembly = LoadFromStream(stream);
            return assembly;
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is not { } name)
            return null;
        if (Shared.TryGetValue(name, out var assembly))
            return assembly;
        if (IsOfFramework(name))
            return null;
        return _package.TryGetValue(name, out var content)
            ? Load(content)
            : throw new FileNotFoundException($"{_name} needs an assembly that is not in its package.", name);
    }

    // The framework's System.ServiceModel lives outside of the runtime's folder here.
    private static bool IsOfFramework(string name) =>
        File.Exists(Path.Combine(Framework, name + ".dll")) || name.StartsWith("System.ServiceModel", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(byte[] content)
    {
        using var file = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(content, writable: false));
        return System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(file).GetAssemblyDefinition().GetAssemblyName().Name!;
    }
}
