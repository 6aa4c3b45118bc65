using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Plugins;

/// <summary>Plug-in classes, loaded from the bytes in pluginassembly rows. One instance per type and configuration serves all runs, as it may on the platform.</summary>
internal sealed class PluginTypes(Transactions transactions)
{
    private static readonly Dictionary<string, byte[]> NoPackage = [];

    private readonly ConcurrentDictionary<string, Lazy<Assembly>> _assemblies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Type Type, string? Configuration, string? Secure), Lazy<IPlugin>> _instances = new();

    private readonly RowCache<Dictionary<Guid, Registered>> _registered = new(transactions, ["pluginassembly", "plugintype", "pluginpackage"], Load);

    public LoadedPlugin Get(PluginCode code, Operation operation)
    {
        if (!_registered.Get(operation).TryGetValue(code.TypeId, out var registered))
            throw Faults.Make(FaultCodes.ObjectDoesNotExist, $"The plug-in type {code.TypeId:D} is not registered, or its assembly has no content.");

        var assembly = _assemblies.GetOrAdd(registered.Hash, _ => new Lazy<Assembly>(() => new PluginLoadContext(registered.AssemblyName, registered.Package).Load(registered.Content)));
        var type = Find(assembly.Value, registered);
        var instance = _instances.GetOrAdd(
            (type, code.Configuration, code.SecureConfiguration), key => new Lazy<IPlugin>(() => Construct(key.Type, key.Configuration, key.Secure)));
        try
        {
            return new LoadedPlugin(registered.TypeName, instance.Value);
        }
        catch (TargetInvocationException problem)
        {
            _instances.TryRemove((type, code.Configuration, code.SecureConfiguration), out _);
            throw PluginFaults.From(problem, registered.TypeName, string.Empty);
        }
    }

    private static Type Find(Assembly assembly, Registered registered)
    {
        var type = assembly.GetType(registered.TypeName, throwOnError: false);
        return type is not null && typeof(IPlugin).IsAssignableFrom(type)
            ? type
            : throw Faults.Make(
                FaultCodes.PluginFailed, $"The assembly {registered.AssemblyName} has no class {registered.TypeName} that implements Microsoft.Xrm.Sdk.IPlugin.");
    }

    private static IPlugin Construct(Type type, string? configuration, string? secure)
    {
        object? Try(params object?[] arguments) =>
            type.GetConstructor([.. arguments.Select(_ => typeof(string))])?.Invoke(arguments);

        return (IPlugin?)(Try(configuration, secure) ?? Try(configuration) ?? Try())
            ?? throw Faults.Make(FaultCodes.PluginFailed, $"The plug-in {type.FullName} has no public constructor without parameters or with one or two strings.");
    }

    private static Dictionary<Guid, Registered> Load(StoreScope scope)
    {
        var packages = scope.Rows("pluginpackage").ToDictionary(row => row.Id, row => row.GetAttributeValue<string>("content"));
        var assemblies = new Dictionary<Guid, (string Name, byte[] Content, string Hash, IReadOnlyDictionary<string, byte[]> Package)>();
        foreach (var row in scope.Rows("pluginassembly"))
        {
            if (row.GetAttributeValue<string>("content") is not { Length: > 0 } text)
                continue;
            var content = Convert.FromBase64String(text);
            var package = row.GetAttributeValue<EntityReference>("packageid") is { } id && packages.GetValueOrDefault(id.Id) is { } packed ? Convert.FromBase64String(packed) : null;
            assemblies[row.Id] = (
                row.GetAttributeValue<string>("name"),
                content,
                Convert.ToHexString(SHA256.HashData(package ?? content)) + row.GetAttributeValue<string>("name"),
                package is null ? NoPackage : PackageContent.Read(package).Assemblies);
        }

        return scope.Rows("plugintype")
            .Where(row => assemblies.ContainsKey(AssemblyOf(row)))
            .ToDictionary(row => row.Id, row =>
            {
                var assembly = assemblies[AssemblyOf(row)];
                return new Registered(row.GetAttributeValue<string>("typename"), assembly.Name, assembly.Content, assembly.Hash, assembly.Package);
            });
    }

    private static Guid AssemblyOf(Entity type) => type.GetAttributeValue<EntityReference>("pluginassemblyid")?.Id ?? Guid.Empty;

    private sealed record Registered(string TypeName, string AssemblyName, byte[] Content, string Hash, IReadOnlyDictionary<string, byte[]> Package);
}

internal sealed record LoadedPlugin(string Name, IPlugin Instance);
