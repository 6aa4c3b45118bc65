using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>One step of a path: a lookup, and the table it goes to where that has to be said.</summary>
internal sealed record Hop(string Lookup, string? Table);

/// <summary>
/// Where a value of a case is: a column of the case (<c>ticketnumber</c>), or of a row that lookups lead to
/// (<c>customerid.accountnumber</c>, <c>customerid.primarycontactid.fullname</c>). A lookup that isn't one of Dataverse's own
/// says its table: <c>new_branchid:new_branch.new_code</c>. <c>:raw</c> at the end asks for the stored value of a choice, a
/// lookup, a date or a yes/no instead of what people see.
/// </summary>
/// <param name="Hops">Lookups from the case on; empty for a column of the case itself.</param>
/// <param name="Column">The column to read.</param>
/// <param name="Raw">Whether the stored value is wanted.</param>
internal sealed record SourcePath(IReadOnlyList<Hop> Hops, string Column, bool Raw)
{
    private static readonly Regex Shape = new(
        "^(?:(?<hop>[a-z][a-z0-9_]*(?::[a-z][a-z0-9_]*)?)\\.)*(?<column>[a-z][a-z0-9_]*)(?<raw>:raw)?$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <exception cref="FormatException">The text is not a source path.</exception>
    public static SourcePath Parse(string text) => TryParse(text)
        ?? throw new FormatException($"Expected a source path such as 'ticketnumber', 'customerid.accountnumber' or 'casetypecode:raw', found '{text}'.");

    public static SourcePath? TryParse(string text)
    {
        var match = Shape.Match(text);
        return match.Success
            ? new SourcePath(
                match.Groups["hop"].Captures.Cast<Capture>().Select(c => HopOf(c.Value)).ToList(),
                match.Groups["column"].Value,
                match.Groups["raw"].Success)
            : null;
    }

    private static Hop HopOf(string text)
    {
        var colon = text.IndexOf(':');
        return colon < 0 ? new Hop(text, null) : new Hop(text.Substring(0, colon), text.Substring(colon + 1));
    }
}
