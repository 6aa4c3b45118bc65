using System.Reflection;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Plugins;

/// <summary>
/// The rows that the platform makes of a plug-in package: one pluginassembly for each dll that has public plug-in classes, and a plugintype for each class.
/// </summary>
internal static class PackagedPlugins
{
    private const int FileStore = 4, Sandboxed = 2;

    /// <exception cref="InvalidDataException">It is no package, or a class in it can't be read.</exception>
    public static IReadOnlyList<Entity> Rows(Guid packageId, byte[] package)
    {
        var content = PackageContent.Read(package);
        var context = new PluginLoadContext("package", content.Assemblies, isCollectible: true);
        try
        {
            return [.. content.Assemblies.SelectMany(pair => Rows(packageId, pair.Value, context.Load(pair.Value)))];
        }
        catch (Exception problem) when (problem is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw new InvalidDataException($"an assembly of the package can't be read: {problem.Message}", problem);
        }
        finally
        {
            context.Unload();
        }
    }

    private static IEnumerable<Entity> Rows(Guid packageId, byte[] content, Assembly assembly)
    {
        var types = Types(assembly);
        if (types.Count == 0)
            yield break;

        var name = assembly.GetName();
        var row = new Entity("pluginassembly", NameIds.Of("pluginassembly", packageId.ToString("D"), name.Name!))
        {
            ["name"] = name.Name,
            ["version"] = name.Version?.ToString(),
            ["culture"] = string.IsNullOrEmpty(name.CultureName) ? "neutral" : name.CultureName,
            ["publickeytoken"] = Convert.ToHexStringLower(name.GetPublicKeyToken() ?? []),
            ["content"] = Convert.ToBase64String(content),
            ["isolationmode"] = new OptionSetValue(Sandboxed),
            ["sourcetype"] = new OptionSetValue(FileStore),
            ["packageid"] = new EntityReference("pluginpackage", packageId),
        };
        yield return row;
        foreach (var type in types)
        {
            yield return new Entity("plugintype", NameIds.Of("plugintype", row.Id.ToString("D"), type))
            {
                ["typename"] = type,
                ["name"] = type,
                ["friendlyname"] = type,
                ["assemblyname"] = name.Name,
                ["version"] = row["version"],
                ["culture"] = row["culture"],
                ["publickeytoken"] = row["publickeytoken"],
                ["plugintypeexportkey"] = NameIds.Of("plugintypeexportkey", name.Name!, type).ToString("N"),
                ["pluginassemblyid"] = row.ToEntityReference(),
            };
        }
    }

    private static List<string> Types(Assembly assembly)
    {
        try
        {
            return [.. assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false } && typeof(IPlugin).IsAssignableFrom(type)).Select(type => type.FullName!)];
        }
        catch (ReflectionTypeLoadException problem)
        {
            throw new InvalidDataException($"the assembly {assembly.GetName().Name} has classes that can't be read: {problem.LoaderExceptions.FirstOrDefault(inner => inner is not null)?.Message}", problem);
        }
    }
}
