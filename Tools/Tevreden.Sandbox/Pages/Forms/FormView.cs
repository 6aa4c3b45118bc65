using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages.Forms;

/// <summary>Shows parts of a form as FormXml lays them out: columns by width, sections, rows of cells.</summary>
internal sealed class FormView(PageCall call, TableDefinition table, Entity row)
{
    private readonly ControlView _controls = new(call, table, row);

    public string Header(XElement form)
    {
        var cells = form.Elements("header").Elements("rows").Elements("row").Elements("cell").Where(cell => cell.Element("control") is not null).ToList();
        return cells.Count == 0 ? "" : $"<div class=\"header\" lang=\"{LanguageTag.Of(call.Language)}\">{string.Concat(cells.Select(cell => Cell(cell, 1)))}</div>";
    }

    public string Tab(XElement tab)
    {
        var html = new StringBuilder("<div class=\"columns\">");
        foreach (var column in tab.Elements("columns").Elements("column"))
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"column\" style=\"flex-basis:{Width(column)}\">");
            foreach (var section in column.Elements("sections").Elements("section").Where(Labels.IsVisible))
                html.Append(Section(section));
            html.Append("</div>");
        }

        return html.Append("</div>").ToString();
    }

    public string Section(XElement section)
    {
        // One digit a column in own forms, a number in others.
        var text = section.Attribute("columns")?.Value ?? "1";
        var columns = text.Length > 1 && text.All(digit => digit == '1') ? text.Length : Math.Clamp(int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 1, 1, 4);
        var cells = section.Elements("rows").Elements("row").Elements("cell").Where(cell => Labels.IsVisible(cell) && cell.Element("control") is not null).ToList();
        var label = Labels.IsShown(section) ? Labels.Of(section, call.Language) : null;
        // A section around one list of the same name: the list says it.
        var isSaid = cells is [var only] && ControlView.NamesItself(only.Element("control")!) && Labels.Of(only, call.Language) == label;
        var heading = label is not null && !isSaid ? $"<h2>{Html.Text(label)}</h2>" : "";
        return $"<section class=\"part\">{heading}<div class=\"cells\" style=\"grid-template-columns:repeat({columns},minmax(0,1fr))\">{string.Concat(cells.Select(cell => Cell(cell, columns)))}</div></section>";
    }

    private string Cell(XElement cell, int columns)
    {
        var control = cell.Element("control")!;
        var column = control.Attribute("datafieldname")?.Value is { } name ? call.Catalog.FindColumn(table.LogicalName, name) : null;
        var label = Labels.Of(cell, call.Language) ?? (column is null ? null : call.NameOf(column));
        var span = Math.Min(Number(cell, "colspan"), columns);
        var heading = Labels.IsShown(cell) && label is not null && !ControlView.NamesItself(control) ? $"<span class=\"label\">{Html.Text(label)}</span>" : "";
        return $"<div class=\"cell\" style=\"grid-column:span {span}\">{heading}{_controls.Show(control, label ?? "", Number(cell, "rowspan"))}</div>";
    }

    private static int Number(XElement cell, string attribute) => int.TryParse(cell.Attribute(attribute)?.Value, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;

    private static string Width(XElement column) => column.Attribute("width")?.Value is { } width && width.EndsWith('%') && int.TryParse(width[..^1], CultureInfo.InvariantCulture, out var share) ? $"calc({share}% - 1rem)" : "100%";
}
