using System.Text;

namespace Tevreden.Cli.Mappings;

/// <summary>The page as Markdown.</summary>
internal static class MarkdownPage
{
    public static string Write(MappingPage page)
    {
        var text = new StringBuilder().Append("# ").AppendLine(page.Words.Title).AppendLine().AppendLine(page.Intro);
        if (page.Rules.Count == 0)
            text.AppendLine().AppendLine(page.Words.NoRules);
        foreach (var rule in page.Rules)
        {
            text.AppendLine().Append("## ").AppendLine(Safe(MappingPage.Heading(rule))).AppendLine();
            foreach (var line in page.Lines(rule))
                text.AppendLine(Safe(line)).AppendLine();
            text.AppendLine(Row(page.Words.Columns)).AppendLine("|" + string.Concat(page.Words.Columns.Select(_ => "---|")));
            foreach (var field in rule.Fields)
                text.AppendLine(Row(page.Cells(field).Select(Safe)));
        }

        return text.ToString();
    }

    private static string Row(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |";

    // What administrators wrote must not become a table's edge, a link or a tag.
    private static string Safe(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(letter => letter is '|' or '[' or ']' or '<' or '>' or '`' or '\\' or '*' ? "\\" + letter : letter.ToString()));
}
