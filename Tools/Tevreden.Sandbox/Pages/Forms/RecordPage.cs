using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages.Forms;

/// <summary>
/// A row in its form: header, and one tab at a time. A table of the platform has no form of its own here: its filled columns stand in a tab that says so, with the tabs
/// that solutions add beside it.
/// </summary>
internal sealed class RecordPage(PageCall call)
{
    private const string TabParameter = "tab";

    public (string Title, string Body) Make()
    {
        var name = call.Parameter("etn") ?? throw new PageNotFoundException("Expected a parameter etn with the name of a table.");
        var table = call.Catalog.FindTable(name) ?? throw new PageNotFoundException($"There is no table '{name}' here.");
        var id = call.Id("id") ?? throw new PageNotFoundException("Expected a parameter id with the id of a row: the sandbox shows rows that exist, and makes none.");
        var row = call.Rows.Retrieve(name, id, new ColumnSet(true));
        var forms = FormFinder.MainForms(call, table);
        var own = forms.FirstOrDefault(form => !form.IsLayer && (call.Id("formid") is not { } asked || asked == form.Id));
        var layers = forms.Where(form => form.IsLayer).ToList();

        var title = (table.PrimaryNameColumn is { } column ? row.GetAttributeValue<string>(column) : null) ?? id.ToString("D");
        var tabs = Tabs(own, layers);
        var chosen = tabs.FirstOrDefault(tab => tab.Key == call.Parameter(TabParameter)) ?? tabs[0];
        var form = new FormView(call, table, row);
        return (title, $"""
            <p class="soft">{Html.Link(PageCall.ListAddress(name), call.NamesOf(table))}{Choice(forms, own)}</p>
            {(own is null ? "" : form.Header(own.Xml))}
            {TabList(tabs, chosen)}
            <section aria-label="{Html.Text(chosen.Name)}" lang="{LanguageTag.Of(call.Language)}">{(chosen.Xml is { } xml ? form.Tab(xml) : AllColumns(table, row))}</section>
            """);
    }

    private List<FormTab> Tabs(FoundForm? own, IEnumerable<FoundForm> layers)
    {
        var tabs = new List<FormTab>();
        if (own is null)
            tabs.Add(new FormTab("columns", "Columns", null));
        tabs.AddRange((own is null ? [] : own.Xml.Elements("tabs").Elements("tab")).Concat(layers.SelectMany(Added)).Where(Labels.IsVisible)
            .Select(tab => new FormTab(tab.Attribute("name")?.Value ?? tab.Attribute("id")!.Value, Labels.Of(tab, call.Language) ?? "", tab)));
        return tabs.Count > 0 ? tabs : [new FormTab("columns", "Columns", null)];
    }

    private static IEnumerable<XElement> Added(FoundForm layer) => layer.Xml.Elements("tabs").Elements("tab").Where(tab => tab.Attribute("solutionaction")?.Value == "Added");

    private string TabList(List<FormTab> tabs, FormTab chosen) => tabs.Count == 1
        ? ""
        : $"<nav class=\"tabs\" aria-label=\"Tabs\">{string.Concat(tabs.Select(tab => $"<a href=\"{Html.Text(call.With(TabParameter, tab.Key))}\"{(tab == chosen ? " aria-current=\"page\"" : "")}>{Html.Text(tab.Name)}</a>"))}</nav>";

    private string Choice(IReadOnlyList<FoundForm> forms, FoundForm? own)
    {
        var others = forms.Where(form => !form.IsLayer && form != own).ToList();
        return others.Count == 0 ? "" : $" · Form: {Html.Text(own?.Name)}; others: {string.Join(", ", others.Select(form => Html.Link(call.With("formid", form.Id.ToString("D")), form.Name)))}";
    }

    private string AllColumns(TableDefinition table, Entity row)
    {
        var cells = table.Columns.Where(column => column.AttributeOf is null && row.Contains(column.LogicalName))
            .Select(column => $"<div class=\"cell\"><span class=\"label\">{Html.Text(call.NameOf(column))}</span><span>{Values.Show(row, column.LogicalName, column)}</span></div>");
        return $"<p class=\"soft\">This environment has no form of the platform for this table, so its filled columns stand here.</p><div class=\"cells\" style=\"grid-template-columns:repeat(2,minmax(0,1fr))\">{string.Concat(cells)}</div>";
    }
}

/// <param name="Xml">Null: the filled columns.</param>
internal sealed record FormTab(string Key, string Name, XElement? Xml);
