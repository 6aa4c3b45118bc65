using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>customapis/: one folder per custom API, with its parameters and response properties.</summary>
internal sealed class CustomApiFolder(PlatformNames names)
{
    public static void Read(ImportPlan plan)
    {
        foreach (var file in plan.Archive.Files("customapis/*/customapi.xml"))
            Api(file, plan);
    }

    /// <summary>Once all is read: the plug-in types must be there.</summary>
    public void CheckTypes(ImportPlan plan)
    {
        foreach (var api in plan.Rows.Where(row => row.LogicalName == "customapi"))
        {
            if (api.GetAttributeValue<EntityReference>("plugintypeid") is { } type
                && !plan.Rows.Exists(row => row.LogicalName == "plugintype" && row.Id == type.Id)
                && names.PluginType(type.Id, null) is null)
            {
                throw new ImportException($"customapis/{api["uniquename"]}/customapi.xml", "<plugintypeid>", $"the plug-in type {type.Id:D} is neither in the file nor in this environment");
            }
        }
    }

    private static string? Text(XElement element, string name) =>
        element.Labels(name).In(LocalizedText.English) ?? element.Element(name)?.Attribute("default")?.Value;

    private static int Type(XElement element, string file) =>
        element.Number("type", file) is >= 0 and <= 12 and var type ? type : throw Xml.Wrong(file, element, "expected a <type> of 0 (Boolean) to 12 (Guid)");

    private static void Parameter(string file, string table, Guid api, string apiName, bool isInput, ImportPlan plan)
    {
        var element = plan.Archive.Xml(file);
        var name = element.NeedAttribute("uniquename", file);
        if (!isInput && element.Element("isoptional") is { } optional)
            throw Xml.Wrong(file, optional, "a response property has no <isoptional>");
        var row = plan.Row(table, NameIds.Of(table, apiName, name));
        row["uniquename"] = name;
        row["name"] = element.Text("name") ?? name;
        row["displayname"] = Text(element, "displayname");
        row["description"] = Text(element, "description");
        row["customapiid"] = new EntityReference("customapi", api);
        row["type"] = new OptionSetValue(Type(element, file));
        row["logicalentityname"] = element.Text("logicalentityname");
        if (isInput)
            row["isoptional"] = element.Flag("isoptional");
        plan.Count(isInput ? "customapirequestparameters" : "customapiresponseproperties");
    }

    private static void Api(string file, ImportPlan plan)
    {
        var element = plan.Archive.Xml(file);
        var name = element.NeedAttribute("uniquename", file);
        var row = plan.Row("customapi", NameIds.Of("customapi", name));
        row["uniquename"] = name;
        row["name"] = element.Text("name") ?? name;
        row["displayname"] = Text(element, "displayname");
        row["description"] = Text(element, "description");
        row["bindingtype"] = new OptionSetValue(element.Number("bindingtype", file) ?? 0);
        row["boundentitylogicalname"] = element.Text("boundentitylogicalname");
        row["isfunction"] = element.Flag("isfunction");
        row["isprivate"] = element.Flag("isprivate");
        row["allowedcustomprocessingsteptype"] = new OptionSetValue(element.Number("allowedcustomprocessingsteptype", file) ?? 0);
        row["executeprivilegename"] = element.Text("executeprivilegename");
        row["workflowsdkstepenabled"] = element.Flag("workflowsdkstepenabled");
        row["plugintypeid"] = PluginType(element, file);
        plan.Count("customapis");

        var folder = file[..^"customapi.xml".Length];
        foreach (var parameter in plan.Archive.Files(folder + "customapirequestparameters/*/customapirequestparameter.xml"))
            Parameter(parameter, "customapirequestparameter", row.Id, name, isInput: true, plan);
        foreach (var property in plan.Archive.Files(folder + "customapiresponseproperties/*/customapiresponseproperty.xml"))
            Parameter(property, "customapiresponseproperty", row.Id, name, isInput: false, plan);
    }

    // Of a classic assembly the export key is the id of the type.
    private static EntityReference? PluginType(XElement element, string file)
    {
        var type = element.Element("plugintypeid");
        var text = type?.Text("plugintypeexportkey") ?? type?.Text("plugintypeid");
        return text is null ? null : new EntityReference("plugintype", Xml.Id(text, type!, file));
    }
}
