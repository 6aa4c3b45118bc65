using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages.Lists;

/// <summary>A view: what it asks and which columns it shows.</summary>
/// <param name="Name">In the reader's language.</param>
/// <param name="Fetch">FetchXML.</param>
/// <param name="Columns">Names, of joined tables with their alias.</param>
/// <param name="Widths">Of the columns, in pixels.</param>
internal sealed record FoundView(Guid Id, string Name, TableDefinition Table, XElement Fetch, IReadOnlyList<string> Columns, IReadOnlyList<int> Widths)
{
    /// <summary>Only the rows whose lookup points at one row.</summary>
    public FoundView Of(string lookup, Guid id)
    {
        var fetch = new XElement(Fetch);
        fetch.Element("entity")!.Add(new XElement("filter", new XElement("condition", new XAttribute("attribute", lookup), new XAttribute("operator", "eq"), new XAttribute("value", id.ToString("D")))));
        return this with { Fetch = fetch };
    }

    /// <summary>The column behind a name of <see cref="Columns"/>; null where there is none.</summary>
    public ColumnDefinition? Column(string name, MetadataCatalog catalog)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return catalog.FindColumn(Table.LogicalName, name);
        var link = Fetch.Descendants("link-entity").FirstOrDefault(one => one.Attribute("alias")?.Value == name[..dot]);
        return link?.Attribute("name")?.Value is { } joined ? catalog.FindColumn(joined, name[(dot + 1)..]) : null;
    }
}

internal static class ViewFinder
{
    private const int Public = 0, UsualWidth = 150;

    /// <summary>The public views of a table, its default one first.</summary>
    public static IReadOnlyList<FoundView> PublicViews(PageCall call, TableDefinition table) =>
    [
        .. call.Describing("savedquery", ("returnedtypecode", table.LogicalName), ("querytype", Public))
            .OrderByDescending(row => row.GetAttributeValue<bool>("isdefault"))
            .ThenBy(row => call.NameOf(row), StringComparer.CurrentCultureIgnoreCase)
            .Select(row => Make(call, table, row)).OfType<FoundView>(),
    ];

    /// <summary>The view of this id, also one that is no public view; without an id the default one.</summary>
    public static FoundView? Find(PageCall call, string tableName, Guid? id)
    {
        if (call.Catalog.FindTable(tableName) is not { } table)
            return null;
        return id is { } wanted
            ? call.Describing("savedquery", ("savedqueryid", wanted)) is [{ } row] ? Make(call, table, row) : null
            : PublicViews(call, table) is [var first, ..] ? first : Generic(call, table);
    }

    /// <summary>For a table without views: its name and when it was made.</summary>
    public static FoundView Generic(PageCall call, TableDefinition table)
    {
        var columns = new[] { table.PrimaryNameColumn, "createdon" }.OfType<string>().Where(column => call.Catalog.FindColumn(table.LogicalName, column) is not null).ToList();
        var fetch = new XElement("fetch", new XElement("entity", new XAttribute("name", table.LogicalName), columns.Select(column => new XElement("attribute", new XAttribute("name", column)))));
        return new FoundView(Guid.Empty, call.NamesOf(table), table, fetch, columns, [.. columns.Select(_ => UsualWidth)]);
    }

    private static FoundView? Make(PageCall call, TableDefinition table, Entity row)
    {
        if (row.GetAttributeValue<string>("fetchxml") is not { } fetch || row.GetAttributeValue<string>("layoutxml") is not { } layout)
            return null;
        var cells = XElement.Parse(layout).Descendants("cell").Where(cell => cell.Attribute("ishidden")?.Value is not "1" && cell.Attribute("name") is not null).ToList();
        return new FoundView(row.Id, call.NameOf(row), table, XElement.Parse(fetch), [.. cells.Select(cell => cell.Attribute("name")!.Value)], [.. cells.Select(Width)]);
    }
    private static int Width(XElement cell) => int.TryParse(cell.Attribute("width")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > 0 ? width : UsualWidth;
}
