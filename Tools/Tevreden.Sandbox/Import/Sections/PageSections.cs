using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

internal sealed class WebResourceSection : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "WebResources";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var element in section.Elements("WebResource"))
        {
            var row = plan.Row("webresource", Xml.Id(element.Need("WebResourceId", File), element, File));
            row["name"] = element.Need("Name", File);
            row["displayname"] = element.Text("DisplayName");
            row["description"] = element.Text("Description");
            row["webresourcetype"] = new OptionSetValue(element.Number("WebResourceType", File) ?? throw Xml.Wrong(File, element, "expected a child <WebResourceType>"));
            row["languagecode"] = element.Number("LanguageCode", File) is > 0 and var language ? language : null;
            row["dependencyxml"] = element.Text("DependencyXml");
            row["content"] = Convert.ToBase64String(plan.Archive.Bytes(element.Need("FileName", File)));
            plan.Count("WebResources");
        }
    }
}

/// <summary>Forms of a table. A layer is laid over the form that is there.</summary>
internal sealed class FormSection(PlatformNames names) : IRowSection
{
    private const string File = Customizations.File;

    private static readonly Dictionary<string, int> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dashboard"] = 0, ["appointmentbook"] = 1, ["main"] = 2, ["minicampaignbo"] = 3, ["preview"] = 4, ["mobile"] = 5, ["quick"] = 6,
        ["quickCreate"] = 7, ["dialog"] = 8, ["taskflowform"] = 9, ["interactioncentricdashboard"] = 10, ["card"] = 11, ["mainInteractive"] = 12,
    };

    public string Element => "Entity/FormXml";

    public void Read(XElement section, ImportPlan plan)
    {
        var table = section.Parent!.Need("Name", File).ToLowerInvariant();
        foreach (var form in section.Elements("forms").Elements("systemform"))
        {
            var type = form.Parent!.NeedAttribute("type", File);
            var id = Xml.Id(form.Need("formid", File), form, File);
            var content = form.Element("form") ?? throw Xml.Wrong(File, form, "expected a child <form>");
            plan.Count("FormXml");
            if (FormLayers.IsLayer(content) && names.HasForm(id))
            {
                var layer = plan.Row(FormStacks.Table, NameIds.Of(FormStacks.Table, plan.Manifest.UniqueName, id.ToString("D")));
                layer[FormStacks.Form] = id;
                layer[FormStacks.IsBase] = false;
                layer[FormStacks.Content] = content.ToString(SaveOptions.DisableFormatting);
                continue;
            }

            var row = plan.Row("systemform", id);
            row["objecttypecode"] = table;
            FormSection.Name(row, "name", form, plan);
            row["type"] = new OptionSetValue(Types.TryGetValue(type, out var number) ? number : throw Xml.Wrong(File, form.Parent!, $"the form type '{type}' is not known"));
            row["formxml"] = content.ToString(SaveOptions.DisableFormatting);
            row["formactivationstate"] = new OptionSetValue(form.Number("FormActivationState", File) ?? 1);
            row["formpresentation"] = new OptionSetValue(form.Number("FormPresentation", File) ?? 1);
            if (FormLayers.IsLayer(content))
                plan.Warn(File, form, $"the form '{row["name"]}' of '{table}' is a change of a form that the sandbox does not have: kept as it is, not merged");
        }
    }

    /// <summary>Names a row in English, and keeps the names in other languages as the platform does.</summary>
    public static void Name(Entity row, string column, XElement element, ImportPlan plan)
    {
        var names = element.Labels("LocalizedNames");
        row[column] = names.In(LocalizedText.English) ?? "Information";
        foreach (var (language, text) in names.ByLanguage.Where(pair => pair.Key != LocalizedText.English))
        {
            var label = plan.Row("localizedlabel", NameIds.Of("localizedlabel", row.Id.ToString("D"), column, language.ToString(CultureInfo.InvariantCulture)));
            label["objectid"] = row.Id;
            label["objectcolumnname"] = column;
            label["languageid"] = language;
            label["label"] = text;
        }
    }
}

internal sealed class ViewSection : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "Entity/SavedQueries";

    public void Read(XElement section, ImportPlan plan)
    {
        var table = section.Parent!.Need("Name", File).ToLowerInvariant();
        foreach (var view in section.Elements("savedqueries").Elements("savedquery"))
        {
            var row = plan.Row("savedquery", Xml.Id(view.Need("savedqueryid", File), view, File));
            FormSection.Name(row, "name", view, plan);
            row["returnedtypecode"] = table;
            row["querytype"] = view.Number("querytype", File) ?? 0;
            row["isdefault"] = view.Flag("isdefault");
            row["isquickfindquery"] = view.Flag("isquickfindquery");
            row["fetchxml"] = view.Element("fetchxml")?.Elements().FirstOrDefault()?.ToString(SaveOptions.DisableFormatting);
            row["layoutxml"] = view.Element("layoutxml")?.Elements().FirstOrDefault()?.ToString(SaveOptions.DisableFormatting);
            row["statecode"] = new OptionSetValue(0);
            row["statuscode"] = new OptionSetValue(1);
            plan.Count("SavedQueries");
        }
    }
}

internal sealed class ChartSection : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "Entity/Visualizations";

    public void Read(XElement section, ImportPlan plan)
    {
        var table = section.Parent!.Need("Name", File).ToLowerInvariant();
        foreach (var chart in section.Elements("visualization"))
        {
            var row = plan.Row("savedqueryvisualization", Xml.Id(chart.Need("savedqueryvisualizationid", File), chart, File));
            FormSection.Name(row, "name", chart, plan);
            row["primaryentitytypecode"] = table;
            row["datadescription"] = chart.Element("datadescription")?.Elements().FirstOrDefault()?.ToString(SaveOptions.DisableFormatting);
            row["presentationdescription"] = chart.Element("presentationdescription")?.Elements().FirstOrDefault()?.ToString(SaveOptions.DisableFormatting);
            row["isdefault"] = chart.Flag("isdefault");
            plan.Count("Visualizations");
        }
    }
}

/// <summary>Buttons of a table. Each solution keeps its own: they add up.</summary>
internal sealed class RibbonSection : IRowSection
{
    private const string Table = "ribbondiff", File = Customizations.File;

    public string Element => "Entity/RibbonDiffXml";

    public void Read(XElement section, ImportPlan plan)
    {
        var table = section.Parent!.Need("Name", File).ToLowerInvariant();
        if (Customizations.IsEmptyRibbon(section))
            return;
        var row = plan.Row(Table, NameIds.Of(Table, plan.Manifest.UniqueName, table));
        row["entity"] = table;
        row["rdx"] = section.ToString(SaveOptions.DisableFormatting);
        plan.Count("RibbonDiffXml");
    }
}

internal sealed class DashboardSection : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "Dashboards";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var dashboard in section.Elements("Dashboard"))
        {
            var row = plan.Row("systemform", Xml.Id(dashboard.Need("FormId", File), dashboard, File));
            FormSection.Name(row, "name", dashboard, plan);
            row["type"] = new OptionSetValue(0);
            row["isdefault"] = dashboard.Flag("IsDefault");
            row["formxml"] = dashboard.Descendants("form").FirstOrDefault()?.ToString(SaveOptions.DisableFormatting) ?? throw Xml.Wrong(File, dashboard, "expected a <form> in <FormXml>");
            row["formactivationstate"] = new OptionSetValue(1);
            plan.Count("Dashboards");
        }
    }
}

internal sealed class AppModuleSection : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "AppModules";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var app in section.Elements("AppModule"))
        {
            var name = app.Need("UniqueName", File);
            var row = plan.Row("appmodule", NameIds.Of("appmodule", name));
            row["uniquename"] = name;
            FormSection.Name(row, "name", app, plan);
            row["clienttype"] = app.Number("ClientType", File) ?? 4;
            row["webresourceid"] = app.Text("WebResourceId") is { } icon ? Xml.Id(icon, app, File) : null;
            row["descriptor"] = app.ToString(SaveOptions.DisableFormatting);
            row["statecode"] = new OptionSetValue(0);
            plan.Count("AppModules");
        }
    }
}

internal sealed class SiteMapSection : IRowSection
{
    private const string File = Customizations.File;

    public string Element => "AppModuleSiteMaps";

    public void Read(XElement section, ImportPlan plan)
    {
        foreach (var map in section.Elements("AppModuleSiteMap"))
        {
            var name = map.Need("SiteMapUniqueName", File);
            var row = plan.Row("sitemap", NameIds.Of("sitemap", name));
            row["sitemapnameunique"] = name;
            FormSection.Name(row, "sitemapname", map, plan);
            row["sitemapxml"] = map.Element("SiteMap")?.ToString(SaveOptions.DisableFormatting) ?? throw Xml.Wrong(File, map, "expected a child <SiteMap>");
            row["isappaware"] = true;
            plan.Count("AppModuleSiteMaps");
        }
    }
}
