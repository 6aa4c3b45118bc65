using System;
using System.Linq;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// One text in the two languages of the solution. A row is written once, by SYSTEM, and read by people of either language, so
/// it holds both, a line each (<see cref="ToText()"/>); who answers one person takes that person's (<see cref="In(bool)"/>).
/// </summary>
internal sealed record Words(string English, string Dutch)
{
    // Of an LCID the lower ten bits are the language and the others the country: Flanders reads Dutch too.
    private const int LanguageBits = 0x3FF, DutchLanguage = 0x13;

    private const string BetweenLines = "\n";

    public string English { get; init; } = OneLine(English);

    public string Dutch { get; init; } = OneLine(Dutch);

    /// <summary>What others wrote, in whatever language, for readers of both.</summary>
    public static Words OfOthers(string text) => new(text, text);

    /// <summary>Reads what a row holds; a text of one line serves both. Null for nothing.</summary>
    public static Words? OfText(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var lines = text!.Split('\n');
        return new Words(lines[0], lines.Length > 1 ? lines[1] : lines[0]);
    }

    /// <summary>Several as one, each language by itself; null where there is none.</summary>
    public static Words? Together(params Words?[] texts)
    {
        var filled = texts.OfType<Words>().ToList();
        return filled.Count == 0 ? null : new Words(string.Join(" ", filled.Select(t => t.English)), string.Join(" ", filled.Select(t => t.Dutch)));
    }

    /// <summary>The beginning of a text; never half a sign, which the platform refuses.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text.Substring(0, length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);

    /// <param name="language">LCID of who reads it.</param>
    public string In(int language) => In(IsDutch(language));

    /// <param name="dutch">Whether who reads it reads Dutch.</param>
    public string In(bool dutch) => dutch ? Dutch : English;

    /// <param name="language">LCID of who reads.</param>
    public static bool IsDutch(int language) => (language & LanguageBits) == DutchLanguage;

    /// <summary>As rows hold it.</summary>
    public string ToText() => English + BetweenLines + Dutch;

    /// <summary>As a column of this length holds it: each line is cut so that both fit.</summary>
    public string ToText(int length)
    {
        var each = (length - BetweenLines.Length) / 2;
        return ToText() is var text && text.Length <= length ? text : Cut(English, each) + BetweenLines + Cut(Dutch, each);
    }

    public override string ToString() => ToText();

    // A line end parts the languages, so none may be within one.
    private static string OneLine(string text) => text.IndexOfAny(['\r', '\n']) < 0 ? text : text.Replace("\r", string.Empty).Replace('\n', ' ');
}
