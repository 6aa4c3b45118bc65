using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Steps with their images. Their message, table, columns and plug-in type must be there.</summary>
internal sealed class StepSection(PlatformNames names) : IRowSection
{
    private const string File = Customizations.File;
    private const int Synchronous = 0, Asynchronous = 1;

    public string Element => "SdkMessageProcessingSteps";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var element in section.Elements("SdkMessageProcessingStep"))
            Step(element, plan);
    }

    private static Guid PluginType(XElement element, ImportPlan plan, PlatformNames names)
    {
        var wanted = element.Text("PluginTypeId") is { } text ? Xml.Id(text, element.Element("PluginTypeId")!, File) : (Guid?)null;
        if (element.Text("PluginTypeExportKey") is { } key && !Guid.TryParse(key, out _))
        {
            return PluginPackageFolder.TypeOf(element, key, plan, names, File)
                ?? throw Xml.Wrong(File, element.Element("PluginTypeExportKey")!, $"the plug-in type with the key '{key}' is not in this environment, and the step's name doesn't begin with the name of one packaged type in the file");
        }

        var name = element.Text("PluginTypeName")?.Split(',')[0].Trim();
        if (wanted is null && name is null)
            throw Xml.Wrong(File, element, "expected a child <PluginTypeId> or <PluginTypeName>");
        var inFile = plan.Rows.Find(row => row.LogicalName == "plugintype" && (wanted is { } id ? row.Id == id : (string)row["typename"] == name));
        return inFile?.Id ?? names.PluginType(wanted, name)
            ?? throw Xml.Wrong(File, element, $"the plug-in type {wanted?.ToString("D") ?? name} is neither in the file nor in this environment");
    }

    private void Step(XElement element, ImportPlan plan)
    {
        var id = Xml.Id(element.NeedAttribute("SdkMessageProcessingStepId", File), element, File);
        var (messageId, message) = Message(element, plan);
        var mode = element.Number("Mode", File) ?? Synchronous;
        var stage = element.Number("Stage", File) ?? 40;
        if (stage is not (10 or 20 or 40) || mode is not (Synchronous or Asynchronous))
            throw Xml.Wrong(File, element, $"expected stage 10, 20 or 40 and mode 0 or 1; found stage {stage}, mode {mode}");
        if (mode == Asynchronous && stage != 40)
            throw Xml.Wrong(File, element, $"an asynchronous step runs in stage 40 only; found stage {stage}");
        var table = element.Text("PrimaryEntity") is { } primary && primary != "none" ? primary.ToLowerInvariant() : null;
        var filtering = element.Text("FilteringAttributes");
        Known(table, filtering, element, plan);

        var row = plan.Row("sdkmessageprocessingstep", id);
        row["name"] = element.NeedAttribute("Name", File);
        row["description"] = element.Text("Description");
        row["sdkmessageid"] = new EntityReference("sdkmessage", messageId);
        row["sdkmessagefilterid"] = table is null ? null : new EntityReference("sdkmessagefilter", PlatformRows.FilterId(message, table));
        var type = new EntityReference("plugintype", PluginType(element, plan, names));
        row["plugintypeid"] = type;
        row["eventhandler"] = type;
        row["stage"] = new OptionSetValue(stage);
        row["mode"] = new OptionSetValue(mode);
        row["rank"] = element.Number("Rank", File) ?? 1;
        row["filteringattributes"] = filtering;
        row["configuration"] = element.Text("Configuration");
        row["asyncautodelete"] = element.Flag("AsyncAutoDelete");
        row["invocationsource"] = new OptionSetValue(element.Number("InvocationSource", File) ?? 0);
        row["supporteddeployment"] = new OptionSetValue(element.Number("SupportedDeployment", File) ?? 0);
        row["statecode"] = new OptionSetValue(plan.Options.EnableSteps ? 0 : 1);
        row["statuscode"] = new OptionSetValue(plan.Options.EnableSteps ? 1 : 2);
        if (element.Text("ImpersonatingUserIdName") is { } user)
            plan.Warn(File, element, $"the step runs as user '{user}' where it was made; here it runs as the caller");
        plan.Count("SdkMessageProcessingSteps");

        foreach (var image in element.Elements("SdkMessageProcessingStepImages").Elements("SdkMessageProcessingStepImage"))
            Image(image, id, table, plan);
    }

    private (Guid Id, string Name) Message(XElement element, ImportPlan plan)
    {
        if (element.Text("SdkMessageName") is { } name)
        {
            var ownApi = plan.Rows.Find(row => row.LogicalName == "customapi" && (string)row["uniquename"] == name);
            return (names.Message(name) ?? (ownApi is null ? (Guid?)null : PlatformRows.MessageId(name))
                ?? throw Xml.Wrong(File, element.Element("SdkMessageName")!, $"there is no message '{name}'"), name);
        }

        var id = Xml.Id(element.Need("SdkMessageId", File), element.Element("SdkMessageId")!, File);
        return (id, names.MessageName(id) ?? throw Xml.Wrong(File, element.Element("SdkMessageId")!, $"there is no message with id {id:D}"));
    }

    private void Known(string? table, string? filtering, XElement element, ImportPlan plan)
    {
        if (table is null)
            return;
        var columns = ColumnsOf(table, plan) ?? throw Xml.Wrong(File, element.Element("PrimaryEntity")!, $"the table '{table}' is neither in the file nor in this environment");
        foreach (var column in Split(filtering).Where(column => !columns.Contains(column)))
            throw Xml.Wrong(File, element.Element("FilteringAttributes")!, $"the table '{table}' has no column '{column}'");
    }

    private HashSet<string>? ColumnsOf(string table, ImportPlan plan)
    {
        TableDefinition?[] definitions = [names.Catalog.FindTable(table), plan.Catalog.Tables.Find(found => found.LogicalName == table)];
        return definitions.All(definition => definition is null)
            ? null
            : [.. definitions.OfType<TableDefinition>().SelectMany(definition => definition.Columns).Select(column => column.LogicalName)];
    }

    private static string[] Split(string? columns) => columns?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private void Image(XElement element, Guid step, string? table, ImportPlan plan)
    {
        var columns = table is null ? null : ColumnsOf(table, plan);
        foreach (var column in Split(element.Text("Attributes")).Where(column => columns?.Contains(column) == false))
            throw Xml.Wrong(File, element, $"the table '{table}' has no column '{column}'");

        var name = element.Attribute("Name")?.Value ?? element.Text("EntityAlias");
        var row = plan.Row("sdkmessageprocessingstepimage", Xml.Id(element.Need("SdkMessageProcessingStepImageId", File), element, File));
        row["name"] = name;
        row["entityalias"] = element.Text("EntityAlias") ?? name;
        row["imagetype"] = new OptionSetValue(element.Number("ImageType", File) ?? 0);
        row["attributes"] = element.Text("Attributes");
        row["messagepropertyname"] = element.Text("MessagePropertyName");
        row["sdkmessageprocessingstepid"] = new EntityReference("sdkmessageprocessingstep", step);
        plan.Count("SdkMessageProcessingStepImages");
    }
}
