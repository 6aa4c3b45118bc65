using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>The language to ask in, and what to look at in the CRM where the rule's source can't be used.</summary>
/// <param name="Code">Such as <c>nl</c>; null for the service's own.</param>
/// <param name="Warning">Why it isn't that of the rule's source.</param>
internal sealed record LanguageChoice(string? Code, Words? Warning)
{
    public static LanguageChoice Of(RuleFacts rule, SurveyFacts survey, IReadOnlyDictionary<string, SourceValue> values) =>
        rule.LanguageSource is not { } source || !values.TryGetValue(source, out var value) ? new LanguageChoice(survey.Language, null)
        : Languages.Of(value) is { } code ? new LanguageChoice(code, null)
        : new LanguageChoice(survey.Language, Explanations.LanguageUnknown(source, value.Formatted ?? value.Raw));
}

/// <summary>Makes a language code of what a CRM keeps for a language: <c>nl</c>, <c>nl-NL</c>, <c>1043</c>.</summary>
internal static class Languages
{
    // Below are neutral languages and the invariant one; and a choice numbered from 1 is no language.
    private const int FirstRegional = 1025;

    private static readonly Regex Code = new("^(?<language>[A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The code, such as <c>nl</c>; null where the value means no language.</summary>
    public static string? Of(SourceValue value) => OfText(value.Raw) ?? (value.Formatted is { } label ? OfText(label) : null);

    private static string? OfText(string typed)
    {
        var text = typed.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return OfNumber(number);
        }

        var match = Code.Match(text);

        // CA1308 prefers upper case, but this is how language codes are written.
#pragma warning disable CA1308
        return match.Success ? match.Groups["language"].Value.ToLowerInvariant() : null;
#pragma warning restore CA1308
    }

    private static string? OfNumber(int number)
    {
        try
        {
            return number >= FirstRegional && new CultureInfo(number) is { IsNeutralCulture: false, TwoLetterISOLanguageName: { Length: 2 } code } ? code : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
