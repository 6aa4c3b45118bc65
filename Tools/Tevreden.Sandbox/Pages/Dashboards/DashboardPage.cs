using System.Globalization;
using System.Xml.Linq;
using Tevreden.Sandbox.Pages.Lists;

namespace Tevreden.Sandbox.Pages.Dashboards;

/// <summary>A dashboard: its charts and lists, in the order in which its form has them.</summary>
internal sealed class DashboardPage(PageCall call)
{
    private const string Subgrid = "e7a81278-8635-4d9e-8d4d-59480b391c5b";
    private const int RowsInList = 10;

    public (string Title, string Body) Make()
    {
        var id = call.Id("id") ?? throw new PageNotFoundException("Expected a parameter id with the id of a dashboard.");
        var row = call.Describing("systemform", ("formid", id), ("type", 0)) is [{ } found] ? found : throw new PageNotFoundException($"There is no dashboard {id:D} here.");
        var sections = XElement.Parse(row.GetAttributeValue<string>("formxml")).Descendants("section");
        return (call.NameOf(row), $"<div lang=\"{LanguageTag.Of(call.Language)}\">{string.Concat(sections.Select(Section))}</div>");
    }

    // One digit a column.
    private string Section(XElement section)
    {
        var columns = Math.Max(section.Attribute("columns")?.Value.Length ?? 1, 1);
        var tiles = section.Descendants("cell").Where(cell => cell.Element("control") is not null).Select(cell => Tile(cell, columns));
        return $"<div class=\"tiles\" style=\"grid-template-columns:repeat({columns},minmax(0,1fr))\">{string.Concat(tiles)}</div>";
    }

    private string Tile(XElement cell, int columns)
    {
        var span = int.TryParse(cell.Attribute("colspan")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, columns) : 1;
        var control = cell.Element("control")!;
        var label = Labels.Of(cell, call.Language);
        return $"<section class=\"tile\" style=\"grid-column:span {span}\">{Content(control, label)}</section>";
    }

    private string Content(XElement control, string? label)
    {
        if (control.Attribute("classid")?.Value.Trim('{', '}').ToLowerInvariant() is not Subgrid)
            return $"<p class=\"soft\">A control of class {Html.Text(control.Attribute("classid")?.Value)} is not shown here.</p>";
        var parameters = control.Element("parameters");
        var target = parameters?.Element("TargetEntityType")?.Value ?? "";
        if (ViewFinder.Find(call, target, Id(parameters, "ViewId")) is not { } view)
            return $"<p class=\"problem\">There is no view {Html.Text(parameters?.Element("ViewId")?.Value)} of {Html.Text(target)}.</p>";
        var mode = parameters?.Element("ChartGridMode")?.Value;
        var chart = mode is "Chart" or "All" ? new ChartView(call).Make(Id(parameters, "VisualizationId"), view, label) : "";
        return chart + (mode is "Chart" ? "" : new GridView(call).Make(view, label ?? view.Name, RowsInList, page: 1));
    }

    private static Guid? Id(XElement? parameters, string name) => Guid.TryParse(parameters?.Element(name)?.Value, out var id) ? id : null;
}
