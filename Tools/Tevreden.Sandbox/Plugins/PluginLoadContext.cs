using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Plugins;

/// <summary>
/// Where one plug-in assembly lives. The SDK it was compiled against, of whatever version, is the one of this process, so that
/// contexts and requests are the same types on both sides; the framework's assemblies come from the process too.
/// </summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private static readonly Dictionary<string, Assembly> Shared = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Xrm.Sdk"] = typeof(IPlugin).Assembly,
        ["Microsoft.Crm.Sdk.Proxy"] = typeof(WhoAmIRequest).Assembly,
    };

    public PluginLoadContext(string name)
        : base(name)
    {
    }

    public Assembly Load(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        return LoadFromStream(stream);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && Shared.TryGetValue(name, out var assembly) ? assembly : null;
}
