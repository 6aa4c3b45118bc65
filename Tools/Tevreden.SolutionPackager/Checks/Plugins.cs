using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>What the sources say of the assembly is what the dll says; steps and custom APIs name types of it, and tables and columns that exist.</summary>
internal static class Plugins
{
    public static void Check(SourceTree tree, TableIndex tables, Problems problems)
    {
        var types = new Dictionary<Guid, string>();
        foreach (var assembly in tree.Assemblies)
            CheckAssembly(assembly, tree.Plugin, types, problems);
        foreach (var step in tree.Steps)
            CheckStep(step, types, tables, problems);
        foreach (var api in tree.CustomApis)
            CheckApi(api, types, problems);
        foreach (var part in tree.CustomApiParts.Where(part => !tree.CustomApis.Any(api => part.File.StartsWith(api.File[..(api.File.LastIndexOf('/') + 1)], StringComparison.Ordinal))))
            problems.Add(part, "expected the customapi.xml that it belongs to, two folders up.");
    }

    private static void CheckAssembly(SourceElement assembly, PluginFile? plugin, Dictionary<Guid, string> types, Problems problems)
    {
        if (plugin is null)
            return;
        if (assembly.Attribute("FullName") != plugin.FullName)
            problems.Add(assembly, $"expected FullName=\"{plugin.FullName}\" as the built assembly says, found \"{assembly.Attribute("FullName")}\".");
        if (assembly.Text("FileName") != "/" + plugin.Path)
            problems.Add(assembly, $"expected <FileName>/{plugin.Path}</FileName>, where the assembly lies, found {assembly.Text("FileName")}.");
        foreach (var type in assembly.Xml.Descendants("PluginType").Select(assembly.With))
        {
            var name = type.Attribute("Name") ?? "";
            if (Guid.TryParse(type.Attribute("PluginTypeId"), out var id))
                types[id] = $"{name}, {plugin.FullName}";
            if (!plugin.TypeNames.Contains(name))
                problems.Add(type, $"the plug-in type {name} is not a public class of the built assembly.");
            else if (type.Attribute("AssemblyQualifiedName") != $"{name}, {plugin.FullName}")
                problems.Add(type, $"expected AssemblyQualifiedName=\"{name}, {plugin.FullName}\", found \"{type.Attribute("AssemblyQualifiedName")}\".");
        }
    }

    private static void CheckStep(SourceElement step, Dictionary<Guid, string> types, TableIndex tables, Problems problems)
    {
        CheckType(step, step.Text("PluginTypeId"), types, problems);
        if (Guid.TryParse(step.Text("PluginTypeId"), out var id) && types.TryGetValue(id, out var name) && step.Text("PluginTypeName") != name)
            problems.Add(step, $"expected <PluginTypeName>{name}</PluginTypeName>, the type of its <PluginTypeId>, found {step.Text("PluginTypeName")}.");
        var table = step.Text("PrimaryEntity");
        if (table is null)
            return;
        if (tables.IsOurs(table) && tables.Find(table) is null)
            problems.Add(step, $"the step is on the table {table}, which is not in Entities.");
        var named = $"{step.Text("FilteringAttributes")},{string.Join(',', step.Xml.Descendants("Attributes").Select(list => list.Value))}";
        foreach (var column in named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(column => !tables.HasColumn(table, column)))
            problems.Add(step, $"the step names the column {column}, which {table} does not have.");
    }

    private static void CheckApi(SourceElement api, Dictionary<Guid, string> types, Problems problems)
    {
        if (api.Xml.Element("plugintypeid") is { } reference)
            CheckType(api.With(reference), reference.Elements().FirstOrDefault()?.Value, types, problems);
    }

    private static void CheckType(SourceElement at, string? id, Dictionary<Guid, string> types, Problems problems)
    {
        if (!Guid.TryParse(id, out var type) || !types.ContainsKey(type))
            problems.Add(at, $"refers to the plug-in type {id ?? "(none)"}; expected one of the types in the .dll.data.xml.");
    }
}
