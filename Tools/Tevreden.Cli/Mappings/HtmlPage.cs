using System.Net;
using System.Text;

namespace Tevreden.Cli.Mappings;

/// <summary>The page as HTML, readable without anything else.</summary>
internal static class HtmlPage
{
    private const string Style = "body{font-family:system-ui,sans-serif;margin:2rem;color:#1b1b1b}table{border-collapse:collapse;margin:.5rem 0 2rem}th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:#f0f0f0}";

    public static string Write(MappingPage page)
    {
        var text = new StringBuilder()
            .AppendLine("<!DOCTYPE html>")
            .Append("<html lang=\"").Append(page.Words.Code).AppendLine("\">")
            .Append("<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>").Append(Safe(page.Words.Title)).Append("</title><style>").Append(Style).AppendLine("</style></head>")
            .Append("<body><main><h1>").Append(Safe(page.Words.Title)).AppendLine("</h1>")
            .Append("<p>").Append(Safe(page.Intro)).AppendLine("</p>");
        if (page.Rules.Count == 0)
            text.Append("<p>").Append(Safe(page.Words.NoRules)).AppendLine("</p>");
        foreach (var rule in page.Rules)
            Write(page, rule, text);
        return text.AppendLine("</main></body></html>").ToString();
    }

    private static void Write(MappingPage page, MappedRule rule, StringBuilder text)
    {
        var heading = Safe(MappingPage.Heading(rule));
        text.Append("<h2>").Append(heading).AppendLine("</h2>");
        foreach (var line in page.Lines(rule))
            text.Append("<p>").Append(Safe(line)).AppendLine("</p>");
        text.Append("<table aria-label=\"").Append(heading).Append("\"><thead><tr>");
        foreach (var column in page.Words.Columns)
            text.Append("<th scope=\"col\">").Append(Safe(column)).Append("</th>");
        text.AppendLine("</tr></thead><tbody>");
        foreach (var field in rule.Fields)
            text.Append("<tr><td>").AppendJoin("</td><td>", page.Cells(field).Select(Safe)).AppendLine("</td></tr>");
        text.AppendLine("</tbody></table>");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
