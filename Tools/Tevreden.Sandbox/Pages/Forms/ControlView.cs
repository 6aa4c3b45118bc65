using System.ServiceModel;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pages.Lists;

namespace Tevreden.Sandbox.Pages.Forms;

/// <summary>Shows one control: a column's value, a subgrid, a web resource, a quick view. Of other kinds it says that it does not show them.</summary>
internal sealed class ControlView(PageCall call, TableDefinition table, Entity row)
{
    private const string Subgrid = "e7a81278-8635-4d9e-8d4d-59480b391c5b", WebResource = "9fdf5f91-88b1-47f4-ad53-c11efc01a01d", QuickView = "5c5600e0-1d6e-4205-a272-be80da87fd42";
    private const int RowHeight = 46, LeastRows = 3, RecordsInSubgrid = 10;

    /// <summary>The caption of a list is its label.</summary>
    public static bool NamesItself(XElement control) => ClassOf(control) == Subgrid;

    public string Show(XElement control, string label, int rows) => ClassOf(control) switch
    {
        Subgrid => ShowSubgrid(control, label),
        WebResource => ShowWebResource(control, label, rows),
        QuickView => ShowQuickView(control),
        _ when control.Attribute("datafieldname")?.Value is { } column => ShowColumn(column),
        var other => $"<p class=\"soft\">A control of class {Html.Text(other)} is not shown here.</p>",
    };

    private static string? ClassOf(XElement control) => control.Attribute("classid")?.Value.Trim('{', '}').ToLowerInvariant();

    private static string? Parameter(XElement control, string name) => control.Element("parameters")?.Element(name)?.Value is { Length: > 0 } text ? text : null;

    private string ShowColumn(string name)
    {
        var column = call.Catalog.FindColumn(table.LogicalName, name);
        if (column is null)
            return $"<span class=\"problem\">There is no column {Html.Text(name)}.</span>";
        var shown = Values.Show(row, name, column);
        return shown.Length > 0 ? $"<span>{shown}</span>" : "<span class=\"soft\">---</span>";
    }

    private string ShowWebResource(XElement control, string label, int rows)
    {
        var name = Parameter(control, "Url") ?? "";
        var passed = Parameter(control, "PassParameters") == "true" ? WebResourceFrame.ForRow(row.ToEntityReference(), table.ObjectTypeCode) : [];
        if (Parameter(control, "Data") is { } data)
            passed = passed.Append(new("data", data));
        return WebResourceFrame.Make(call, name.Replace("$webresource:", "", StringComparison.Ordinal), label.Length > 0 ? label : name, passed, $"{Math.Max(rows, LeastRows) * RowHeight}px");
    }

    private string ShowSubgrid(XElement control, string label)
    {
        var target = Parameter(control, "TargetEntityType") ?? "";
        if (ViewFinder.Find(call, target, Guid.TryParse(Parameter(control, "ViewId"), out var id) ? id : null) is not { } view)
            return $"<p class=\"problem\">There is no view {Html.Text(Parameter(control, "ViewId"))} of {Html.Text(target)}.</p>";
        if (Parameter(control, "RelationshipName") is { } name)
        {
            if (call.Catalog.RelationshipsTo(table.LogicalName).FirstOrDefault(one => one.SchemaName.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } relationship)
                return $"<p class=\"problem\">There is no relationship {Html.Text(name)} of {Html.Text(table.LogicalName)}.</p>";
            view = view.Of(relationship.ReferencingColumn, row.Id);
        }

        var size = int.TryParse(Parameter(control, "RecordsPerPage"), out var number) && number > 0 ? number : RecordsInSubgrid;
        return new GridView(call).Make(view, label.Length > 0 ? label : view.Name, size, page: 1);
    }

    private string ShowQuickView(XElement control)
    {
        var lookup = control.Attribute("datafieldname")?.Value ?? "";
        if (row.GetAttributeValue<object>(lookup) is not EntityReference reference)
            return "<span class=\"soft\">---</span>";
        var ids = XElement.Parse(Parameter(control, "QuickForms") ?? "<QuickFormIds />").Elements("QuickFormId");
        var id = ids.FirstOrDefault(one => one.Attribute("entityname")?.Value == reference.LogicalName)?.Value;
        if (!Guid.TryParse(id, out var formId) || FormFinder.QuickViewForm(call, formId) is not { } form)
            return $"<p class=\"problem\">There is no quick view form {Html.Text(id)} of {Html.Text(reference.LogicalName)}.</p>";
        try
        {
            var related = call.Rows.Retrieve(reference.LogicalName, reference.Id, new ColumnSet(true));
            var view = new FormView(call, call.Catalog.FindTable(reference.LogicalName)!, related);
            return string.Concat(form.Xml.Descendants("section").Where(Labels.IsVisible).Select(view.Section));
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            return $"<p class=\"problem\">{Html.Text(fault.Detail.Message)}</p>";
        }
    }
}
