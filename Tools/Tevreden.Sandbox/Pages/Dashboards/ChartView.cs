using System.Globalization;
using System.ServiceModel;
using System.Text;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Pages.Lists;

namespace Tevreden.Sandbox.Pages.Dashboards;

/// <summary>A chart as a table with bars: categories down, measures across, over the rows of a view.</summary>
internal sealed class ChartView(PageCall call)
{
    // Ends the name of a chart type that shows shares of a whole.
    private const string Shares = "100";

    public string Make(Guid? id, FoundView view, string? label)
    {
        if (id is not { } wanted || call.Describing("savedqueryvisualization", ("savedqueryvisualizationid", wanted)) is not [{ } row])
            return $"<p class=\"problem\">There is no chart {id:D}.</p>";
        var caption = label ?? call.NameOf(row);
        var definition = XElement.Parse(row.GetAttributeValue<string>("datadescription"));
        var asShares = row.GetAttributeValue<string>("presentationdescription") is { } look && XElement.Parse(look).Descendants("Series").Any(series => series.Attribute("ChartType")?.Value.EndsWith(Shares, StringComparison.Ordinal) == true);
        try
        {
            var found = call.Rows.RetrieveMultiple(new FetchExpression(Fetch(definition, view).ToString(SaveOptions.DisableFormatting)));
            return found.Entities.Count == 0 ? $"<p class=\"soft\">{Html.Text(caption)}: no rows.</p>" : Table(caption, new ChartData(definition, found, call), asShares);
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            return $"<p class=\"problem\">{Html.Text(caption)}: {Html.Text(fault.Detail.Message)}</p>";
        }
    }

    // The chart's own query, over those rows that the view shows.
    private static XElement Fetch(XElement definition, FoundView view)
    {
        var fetch = new XElement(definition.Descendants("fetch").First());
        var entity = fetch.Element("entity")!;
        foreach (var part in view.Fetch.Element("entity")!.Elements().Where(part => part.Name.LocalName is "filter" or "link-entity"))
        {
            var copy = new XElement(part);
            copy.DescendantsAndSelf().Where(one => one.Name.LocalName is "attribute" or "order" or "all-attributes").Remove();
            if (copy.Name.LocalName is "filter" || copy.Descendants("condition").Any() || copy.Attribute("link-type")?.Value is not "outer")
                entity.Add(copy);
        }

        return fetch;
    }

    private static string Table(string caption, ChartData data, bool asShares)
    {
        var rows = asShares ? data.Rows.Select(row => row with { Values = [.. row.Values.Select(value => value / row.Values.Sum() * 100)] }).ToList() : data.Rows;
        var unit = asShares ? "%" : "";
        var most = Math.Max(rows.SelectMany(row => row.Values).DefaultIfEmpty().Max(value => Math.Abs(value ?? 0)), 1e-9m);
        var html = new StringBuilder($"<table class=\"chart\"><caption>{Html.Text(caption)}</caption><thead><tr><th scope=\"col\">{Html.Text(data.CategoryName)}</th>");
        foreach (var measure in data.Series)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Html.Text(measure)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Html.Text(row.Category)}</th>");
            foreach (var value in row.Values)
                html.Append(CultureInfo.InvariantCulture, $"<td><span class=\"bar\" style=\"width:{Math.Abs(value ?? 0) / most * 70:0.#}%\"></span> {(value is { } number ? Html.Text(number.ToString(asShares ? "0" : "0.##", CultureInfo.InvariantCulture)) + unit : "")}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }
}
