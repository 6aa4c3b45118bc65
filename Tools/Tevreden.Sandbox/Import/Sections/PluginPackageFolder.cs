using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Plugins;

namespace Tevreden.Sandbox.Import;

/// <summary>pluginpackages/: one folder per package. Its assemblies and types come out of the NuGet package itself.</summary>
internal static class PluginPackageFolder
{
    public static void Read(ImportPlan plan)
    {
        foreach (var file in plan.Archive.Files("pluginpackages/*/pluginpackage.xml"))
            Package(file, plan);
    }

    /// <summary>
    /// The type that a step of a packaged plug-in means. Its export key is computed by the platform in a way that nobody published: a type that has it is taken,
    /// else the one whose name the step's name begins with, as registration tools name steps.
    /// </summary>
    public static Guid? TypeOf(XElement step, string exportKey, ImportPlan plan, PlatformNames names, string file)
    {
        if (names.PluginTypeByKey(exportKey) is { } known)
            return known;
        var stepName = step.Attribute("Name")?.Value ?? string.Empty;
        var candidates = plan.Rows
            .Where(row => row.LogicalName == "plugintype" && row.Contains("packaged") && IsNamed(stepName, (string)row["typename"]))
            .ToList();
        if (candidates.Count != 1)
            return null;
        plan.Warn(file, step, $"the key of its plug-in type is the platform's secret; by the step's name it is taken to be '{candidates[0]["typename"]}'");
        candidates[0]["plugintypeexportkey"] = exportKey;
        return candidates[0].Id;
    }

    private static bool IsNamed(string step, string type) =>
        step.StartsWith(type, StringComparison.Ordinal) && (step.Length == type.Length || !(char.IsLetterOrDigit(step[type.Length]) || step[type.Length] is '_' or '.'));

    private static void Package(string file, ImportPlan plan)
    {
        var element = plan.Archive.Xml(file);
        var name = element.NeedAttribute("uniquename", file);
        var path = file[..^"pluginpackage.xml".Length] + "package/" + element.Need("package", file);
        var content = plan.Archive.Bytes(path);
        var row = plan.Row("pluginpackage", NameIds.Of("pluginpackage", name));
        row["uniquename"] = name;
        row["name"] = element.Text("name") ?? name;
        row["version"] = element.Text("version");
        row["content"] = Convert.ToBase64String(content);
        plan.Count("pluginpackages");
        try
        {
            foreach (var made in PackagedPlugins.Rows(row.Id, content))
            {
                var planned = plan.Row(made.LogicalName, made.Id);
                planned.Attributes.AddRange(made.Attributes);

                // For who reads the plan: not a column, so it isn't written.
                planned["packaged"] = true;
                plan.Count(made.LogicalName == "plugintype" ? "PluginTypes" : "SolutionPluginAssemblies");
            }
        }
        catch (InvalidDataException problem)
        {
            throw new ImportException($"{path}: {problem.Message}", problem);
        }
    }
}
