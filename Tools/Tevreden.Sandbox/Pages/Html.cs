using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Tevreden.Sandbox.Pages;

/// <summary>A page for people to look at rows. Every text that comes from rows or metadata is encoded.</summary>
internal static class Html
{
    private const string Style =
        """
        :root { color-scheme: light; font: 14px/1.5 "Segoe UI", Arial, sans-serif; color: #1f2733; background: #f3f5f7; }
        * { box-sizing: border-box; } h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1rem; margin: 0 0 .5rem; } h3 { font-size: .85rem; margin: 1rem 0 .25rem; } p { margin: 0 0 .5rem; }
        body { margin: 0; display: flex; flex-wrap: wrap; min-height: 100vh; }
        #app { flex: 0 0 14rem; padding: 1rem; border-right: 1px solid #d5dae0; background: #fff; } #app ul { list-style: none; margin: 0; padding: 0; }
        main { flex: 1 1 30rem; min-width: 0; padding: 1rem 1.5rem; }
        a { color: #0b5c8a; } :focus-visible { outline: 3px solid #0b5c8a; outline-offset: 2px; }
        .scroll { overflow-x: auto; } .soft { color: #566070; } .problem { color: #b3261e; } .long { white-space: pre-wrap; }
        table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding: .25rem 0 .5rem; }
        th, td { border-bottom: 1px solid #e2e6ea; padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; } th { font-weight: 600; } .grid { table-layout: fixed; }
        td .long { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; }
        .tabs { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0; border-bottom: 1px solid #d5dae0; } .tabs a { padding: .25rem 0; text-decoration: none; } .tabs a[aria-current] { border-bottom: 3px solid #0b5c8a; font-weight: 600; }
        .columns { display: flex; flex-wrap: wrap; gap: 1rem; } .column { flex: 1 1 20rem; min-width: min(100%, 18rem); }
        .part, .tile, .header { margin-bottom: 1rem; padding: 1rem; border: 1px solid #d5dae0; border-radius: 6px; background: #fff; }
        .header { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin-top: .75rem; } .header .cell { flex: 0 1 auto; }
        .cells { display: grid; gap: .75rem 1.25rem; } .cell { min-width: 0; overflow-wrap: anywhere; } .label { display: block; color: #566070; font-size: .85rem; }
        .resource { display: block; width: 100%; border: 0; background: #fff; }
        .tiles { display: grid; gap: 1rem; margin-top: .75rem; } .tile { margin: 0; min-width: 0; }
        .chart th[scope=row] { width: 35%; font-weight: 400; } .chart td { white-space: nowrap; } .bar { display: inline-block; height: .8rem; background: #2f7fb0; border-radius: 2px; }
        @media (max-width: 45rem) { .cells, .tiles { grid-template-columns: minmax(0, 1fr) !important; } .cell, .tile { grid-column: auto !important; } #app { flex-basis: 100%; border-right: 0; } }
        @media (forced-colors: active) { .bar { background: Highlight; forced-color-adjust: none; } }
        """;

    // A list with less room than this share of the widths that it asks for is scrolled.
    private const int LeastShare = 60;

    public static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    /// <param name="title">Plain text.</param>
    /// <param name="navigation">The way to other pages, as HTML.</param>
    /// <param name="body">HTML.</param>
    public static string Page(string title, string navigation, string body) =>
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(title)} · Sandbox</title><style>{Style}</style></head>
        <body><nav id="app" aria-label="Main">{navigation}</nav><main><h1>{Text(title)}</h1>{body}</main></body></html>
        """;

    /// <param name="caption">Says what the table holds.</param>
    /// <param name="headings">Plain texts.</param>
    /// <param name="rows">Cells that are HTML already.</param>
    /// <param name="widths">Of the columns in pixels: their shares of the room that there is. Without them, as the content wants.</param>
    public static string Table(string caption, IEnumerable<string> headings, IEnumerable<IEnumerable<string>> rows, IReadOnlyList<int>? widths = null)
    {
        var html = new StringBuilder($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(caption)}\"><table{(widths is null ? "" : $" class=\"grid\" style=\"min-width:{widths.Sum() * LeastShare / 100}px\"")}><caption>{Text(caption)}</caption>");
        foreach (var width in widths ?? [])
            html.Append(CultureInfo.InvariantCulture, $"<col style=\"width:{100.0 * width / widths!.Sum():0.##}%\">");
        html.Append("<thead><tr>");
        foreach (var heading in headings)
            html.Append("<th scope=\"col\">").Append(Text(heading)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
            html.Append("<tr>").AppendJoin("", row).Append("</tr>");
        return html.Append("</tbody></table></div>").ToString();
    }

    public static string Cell(string html, bool isNumber = false) => isNumber ? $"<td class=\"number\">{html}</td>" : $"<td>{html}</td>";

    public static string Link(string address, string text) => $"<a href=\"{Text(address)}\">{Text(text)}</a>";
}
