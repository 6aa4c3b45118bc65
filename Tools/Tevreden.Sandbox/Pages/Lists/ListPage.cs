using System.Globalization;

namespace Tevreden.Sandbox.Pages.Lists;

/// <summary>A table's rows through one of its views, with the others to choose from.</summary>
internal sealed class ListPage(PageCall call)
{
    private const int PageSize = 50;

    public (string Title, string Body) Make()
    {
        var name = call.Parameter("etn") ?? throw new PageNotFoundException("Expected a parameter etn with the name of a table.");
        var table = call.Catalog.FindTable(name) ?? throw new PageNotFoundException($"There is no table '{name}' here.");
        var views = ViewFinder.PublicViews(call, table);
        var chosen = call.Id("viewid") is { } id
            ? views.FirstOrDefault(view => view.Id == id) ?? throw new PageNotFoundException($"The table '{name}' has no public view {id:D}.")
            : views.Count > 0 ? views[0] : ViewFinder.Generic(call, table);
        var page = int.TryParse(call.Parameter("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : 1;
        var links = views.Select(view => $"<a href=\"{Html.Text($"{PageCall.ListAddress(name)}&viewid={view.Id:D}")}\"{(view.Id == chosen.Id ? " aria-current=\"page\"" : "")}>{Html.Text(view.Name)}</a>");
        var nav = views.Count > 1 ? $"<nav class=\"tabs\" aria-label=\"Views\">{string.Concat(links)}</nav>" : "";
        return (call.NamesOf(table), $"{nav}<div class=\"part\" lang=\"{LanguageTag.Of(call.Language)}\">{new GridView(call).Make(chosen, chosen.Name, PageSize, page, turns: true)}</div>");
    }
}
