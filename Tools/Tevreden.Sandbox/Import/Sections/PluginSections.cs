using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Import;

/// <summary>Plug-in assemblies with their types: the dll is taken from the zip, and must be what the file says.</summary>
internal sealed class PluginAssemblySection : IRowSection
{
    private const string File = Customizations.File;
    private const int MostBytes = 16 * 1024 * 1024;

    public string Element => "SolutionPluginAssemblies";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var element in section.Elements("PluginAssembly"))
        {
            var fullName = element.NeedAttribute("FullName", File);
            var id = Xml.Id(element.NeedAttribute("PluginAssemblyId", File), element, File);
            var path = element.Need("FileName", File);
            var content = plan.Archive.Bytes(path);
            var found = AssemblyFacts.Read(content, path);
            if (!string.Equals(found.FullName, fullName, StringComparison.OrdinalIgnoreCase))
                throw Xml.Wrong(File, element, $"FullName is '{fullName}', but {path} is '{found.FullName}'");
            if (content.Length > MostBytes)
                throw Xml.Wrong(File, element, $"{path} has {content.Length} bytes; an assembly may have {MostBytes}");

            var name = new System.Reflection.AssemblyName(fullName);
            var row = plan.Row("pluginassembly", id);
            row["name"] = name.Name;
            row["version"] = name.Version?.ToString();
            row["culture"] = string.IsNullOrEmpty(name.CultureName) ? "neutral" : name.CultureName;
            row["publickeytoken"] = Convert.ToHexStringLower(name.GetPublicKeyToken() ?? []);
            row["content"] = Convert.ToBase64String(content);
            row["isolationmode"] = new OptionSetValue(element.Number("IsolationMode", File) ?? 2);
            row["sourcetype"] = new OptionSetValue(element.Number("SourceType", File) ?? 0);
            row["path"] = Path.GetFileName(path);
            plan.Count("SolutionPluginAssemblies");

            foreach (var type in element.Elements("PluginTypes").Elements("PluginType"))
                Type(type, id, found, row, plan);
        }
    }

    private static void Type(XElement element, Guid assemblyId, AssemblyFacts assembly, Entity assemblyRow, ImportPlan plan)
    {
        var typeName = element.NeedAttribute("Name", File);
        if (!assembly.Types.Contains(typeName))
            throw Xml.Wrong(File, element, $"the assembly '{assembly.FullName}' has no public class '{typeName}'");
        var row = plan.Row("plugintype", Xml.Id(element.NeedAttribute("PluginTypeId", File), element, File));
        row["typename"] = typeName;
        row["name"] = typeName;
        row["friendlyname"] = element.Text("FriendlyName") ?? typeName;
        row["assemblyname"] = assemblyRow["name"];
        row["version"] = assemblyRow["version"];
        row["culture"] = assemblyRow["culture"];
        row["publickeytoken"] = assemblyRow["publickeytoken"];
        row["plugintypeexportkey"] = row.Id.ToString("D");
        row["pluginassemblyid"] = new EntityReference("pluginassembly", assemblyId);
        plan.Count("PluginTypes");
    }
}
