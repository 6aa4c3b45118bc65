using System;
using System.Text.RegularExpressions;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>
/// Where a field mapping takes its value: a column of the case (<c>ticketnumber</c>) or of a row that a lookup of the case
/// points to (<c>customerid.accountnumber</c>). <c>:raw</c> behind it asks for the stored value of a choice, a lookup or a
/// yes/no instead of its label.
/// </summary>
/// <param name="Lookup">Lookup column of the case; null for a column of the case itself.</param>
/// <param name="Column">The column to read.</param>
/// <param name="Raw">Whether the stored value is wanted.</param>
internal sealed record SourcePath(string? Lookup, string Column, bool Raw)
{
    private static readonly Regex Shape = new(
        "^(?:(?<lookup>[a-z][a-z0-9_]*)\\.)?(?<column>[a-z][a-z0-9_]*)(?<raw>:raw)?$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <exception cref="FormatException">The text is not a source path.</exception>
    public static SourcePath Parse(string text) =>
        TryParse(text, out var path)
            ? path!
            : throw new FormatException($"Expected a source path such as 'ticketnumber', 'customerid.accountnumber' or 'casetypecode:raw', found '{text}'.");

    public static bool TryParse(string text, out SourcePath? path)
    {
        var match = Shape.Match(text);
        path = match.Success
            ? new SourcePath(
                match.Groups["lookup"].Success ? match.Groups["lookup"].Value : null,
                match.Groups["column"].Value,
                match.Groups["raw"].Success)
            : null;
        return match.Success;
    }
}
