using System.Globalization;

namespace Tevreden.Cli.Mappings;

/// <summary>The page as titles, sentences and cells, before it is Markdown or HTML.</summary>
internal sealed class MappingPage(PageWords words, string environment, DateTime now, IReadOnlyList<MappedRule> rules)
{
    public PageWords Words => words;

    public string Intro => string.Format(CultureInfo.InvariantCulture, words.Intro, environment, now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    public IReadOnlyList<MappedRule> Rules => rules;

    public static string Heading(MappedRule rule) => rule.Order is { } order ? $"{order.ToString(CultureInfo.InvariantCulture)}. {rule.Name}" : rule.Name;

    /// <summary>The lines above a rule's table.</summary>
    public IEnumerable<string> Lines(MappedRule rule)
    {
        yield return $"{words.Survey}: {rule.Survey ?? "-"}";
        if (rule.Broken)
            yield return $"{words.Broken} {rule.BrokenBecause}";
    }

    /// <summary>In the order of <see cref="PageWords.Columns"/>.</summary>
    public IReadOnlyList<string> Cells(MappedField field) =>
    [
        field.Source ?? words.Fixed,
        string.Join(", ", field.Tables),
        words.Own.TryGetValue(field.Target, out var own) ? own : field.Target,
        field.Required ? words.Yes : words.No,
        field.Default ?? "",
        field.Personal switch { Personal.Yes => words.Yes, Personal.Perhaps => words.Perhaps, _ => words.No },
        field.Secured switch { true => words.Yes, false => words.No, _ => words.Unknown },
    ];
}
