using System.Text.RegularExpressions;

namespace Tevreden.Cli.Errors;

/// <summary>Texts of other systems (faults of Dataverse, messages of plug-ins), made fit for a log: no address of a person, one line, not endless.</summary>
internal static partial class SafeText
{
    private const int MaxLength = 500;

    /// <summary>One line of at most 500 characters.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "(no message)";

        var line = Line(text);
        return line.Length <= MaxLength ? line : string.Concat(line.AsSpan(0, MaxLength), "…");
    }

    /// <summary>One line.</summary>
    public static string Line(string text) => Blanks().Replace(Email().Replace(text, "(e-mail address)"), " ").Trim();

    [GeneratedRegex(@"[^\s@<>""'(),;:=]+@[^\s@<>""'(),;:=]+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
