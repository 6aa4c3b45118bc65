using System.Text;
using System.Text.Encodings.Web;

namespace Tevreden.Sandbox.Pages;

/// <summary>A page for people to look at rows. Every text that comes from rows or metadata is encoded.</summary>
internal static class Html
{
    private const string Style =
        """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0 auto; max-width: 80rem; padding: 1rem; }
        a { color: LinkText; } a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
        nav { margin-bottom: 1rem; } .scroll { overflow-x: auto; }
        table { border-collapse: collapse; } caption { text-align: left; font-weight: 600; padding: .5rem 0; }
        th, td { border-bottom: 1px solid GrayText; padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 6rem; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; }
        """;

    public static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static string Page(string title, string body) =>
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(title)} · Sandbox</title><style>{Style}</style></head>
        <body><nav aria-label="Main"><a href="/">All tables</a></nav><main><h1>{Text(title)}</h1>{body}</main></body></html>
        """;

    /// <param name="caption">Says what the table holds.</param>
    /// <param name="headings">Plain texts.</param>
    /// <param name="rows">Cells that are HTML already.</param>
    public static string Table(string caption, IEnumerable<string> headings, IEnumerable<IEnumerable<string>> rows)
    {
        var html = new StringBuilder($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(caption)}\"><table><caption>{Text(caption)}</caption><thead><tr>");
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
