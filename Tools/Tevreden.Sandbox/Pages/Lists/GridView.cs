using System.Globalization;
using System.ServiceModel;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Pages.Lists;

/// <summary>The rows of a view, with its columns.</summary>
internal sealed class GridView(PageCall call)
{
    private const string PageParameter = "page";

    /// <param name="view">What to show.</param>
    /// <param name="caption">Says what the table holds.</param>
    /// <param name="size">Rows on a page.</param>
    /// <param name="page">From 1.</param>
    /// <param name="turns">Shows links to the pages before and after.</param>
    public string Make(FoundView view, string caption, int size, int page, bool turns = false)
    {
        EntityCollection found;
        try
        {
            found = call.Rows.RetrieveMultiple(new FetchExpression(Paged(view.Fetch, size, page).ToString(SaveOptions.DisableFormatting)));
        }
        catch (FaultException<OrganizationServiceFault> fault) when (fault.Detail.ErrorCode == FaultCodes.PrivilegeDenied)
        {
            return $"<p class=\"soft\">{Html.Text(caption)}: your roles don't show you these rows.</p>";
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            return $"<p class=\"problem\">{Html.Text(fault.Detail.Message)}</p>";
        }

        var headings = view.Columns.Select(name => view.Column(name, call.Catalog) is { } column ? call.NameOf(column) : name).ToList();
        var rows = found.Entities.Select(row => view.Columns.Select((name, index) => Cell(view, row, name, isFirst: index == 0)));
        var table = found.Entities.Count == 0 ? $"<p class=\"soft\">{Html.Text(caption)}: no rows.</p>" : Html.Table(caption, headings, rows, view.Widths);
        return table + (turns ? Turning(page, found.MoreRecords) : found.MoreRecords ? "<p class=\"soft\">There are more rows.</p>" : "");
    }

    private static XElement Paged(XElement fetch, int size, int page)
    {
        var paged = new XElement(fetch);
        paged.Attribute("top")?.Remove();
        paged.SetAttributeValue("count", size.ToString(CultureInfo.InvariantCulture));
        paged.SetAttributeValue("page", page.ToString(CultureInfo.InvariantCulture));
        return paged;
    }

    private string Cell(FoundView view, Entity row, string name, bool isFirst)
    {
        var shown = Values.Show(row, name, view.Column(name, call.Catalog));
        if (isFirst && !shown.StartsWith("<a", StringComparison.Ordinal))
            shown = $"<a href=\"{Html.Text(PageCall.RecordAddress(row.ToEntityReference()))}\">{(shown.Length > 0 ? shown : "(empty)")}</a>";
        return Html.Cell(shown, Values.IsNumber(row, name));
    }

    private string Turning(int page, bool more)
    {
        var before = page > 1 ? Html.Link(call.With(PageParameter, (page - 1).ToString(CultureInfo.InvariantCulture)), "Previous page") + " " : "";
        return $"<p>{before}{(more ? Html.Link(call.With(PageParameter, (page + 1).ToString(CultureInfo.InvariantCulture)), "Next page") : "")}</p>";
    }
}
