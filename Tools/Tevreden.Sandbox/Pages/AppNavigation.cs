using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages;

/// <summary>The way through the imported apps, from their site maps.</summary>
internal static class AppNavigation
{
    public static string Make(PageCall call)
    {
        var maps = Maps(call).Select(map => $"<h2>{Html.Text(map.Name)}</h2>{Groups(call, map.Xml)}");
        return $"<p>{Html.Link("/", "All tables")} {Html.Link("/requests", "Requests")}</p>{string.Concat(maps)}";
    }

    public static string Apps(PageCall call)
    {
        var apps = Maps(call).ToList();
        return apps.Count == 0 ? "<p>No solution brought an app. <a href=\"/\">All tables</a> are here.</p>" : string.Concat(apps.Select(map => $"<h2>{Html.Text(map.Name)}</h2>{Groups(call, map.Xml)}"));
    }

    private static IEnumerable<(string Name, XElement Xml)> Maps(PageCall call) =>
        call.Describing("sitemap").Select(row => (row.GetAttributeValue<string>("sitemapname"), XElement.Parse(row.GetAttributeValue<string>("sitemapxml"))));

    private static string Groups(PageCall call, XElement map) => string.Concat(map.Descendants("Group").Select(group =>
    {
        var items = group.Elements("SubArea").Select(area => Item(call, area)).OfType<string>().Select(link => $"<li>{link}</li>");
        return $"<h3>{Html.Text(Title(call, group) ?? group.Attribute("Id")?.Value)}</h3><ul>{string.Concat(items)}</ul>";
    }));

    private static string? Item(PageCall call, XElement area)
    {
        const string Resource = "$webresource:";
        var title = Title(call, area);
        if (area.Attribute("Entity")?.Value is { } name)
            return call.Catalog.FindTable(name) is { } table ? Html.Link(PageCall.ListAddress(name), title ?? call.NamesOf(table)) : null;
        if (area.Attribute("DefaultDashboard")?.Value is { } dashboard)
            return Html.Link($"{PageCall.MainPage}?pagetype=dashboard&id={Uri.EscapeDataString(dashboard)}", title ?? "Dashboard");
        return area.Attribute("Url")?.Value is { } url && url.StartsWith(Resource, StringComparison.Ordinal)
            ? Html.Link($"{PageCall.MainPage}?pagetype=webresource&webresourceName={Uri.EscapeDataString(url[Resource.Length..])}", title ?? url[Resource.Length..])
            : null;
    }

    private static string? Title(PageCall call, XElement element)
    {
        var titles = element.Elements("Titles").Elements("Title").ToList();
        return (Of(call.Language) ?? Of(LocalizedText.English))?.Attribute("Title")?.Value;

        XElement? Of(int language) => titles.Find(title => title.Attribute("LCID")?.Value == language.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
