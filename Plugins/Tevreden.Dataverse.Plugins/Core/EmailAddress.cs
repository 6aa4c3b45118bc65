using System;
using System.Globalization;
using System.Linq;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// Whether a mail could be sent to what people typed. Stricter than the standard (no quoted names, no comments, no address
/// literals): what only a standard allows is a typing error in a CRM.
/// </summary>
internal static class EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const string LocalSigns = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>
    /// The address without blanks around it, its domain in the form that mail servers know (punycode, lower case);
    /// null when it can't be a working one.
    /// </summary>
    public static string? Normalise(string typed)
    {
        var text = typed.Trim();
        var at = text.IndexOf('@');
        if (at < 1 || at != text.LastIndexOf('@'))
        {
            return null;
        }

        var local = text.Substring(0, at);
        if (!IsLocalPart(local) || Domain(text.Substring(at + 1)) is not { } domain)
        {
            return null;
        }

        return local.Length + 1 + domain.Length <= MaxLength ? local + "@" + domain : null;
    }

    private static bool IsLocalPart(string local) =>
        local.Length <= MaxLocalLength && local.Split('.').All(atom => atom.Length > 0 && atom.All(IsLocalSign));

    private static bool IsLocalSign(char c) => IsLetterOrDigit(c) || LocalSigns.IndexOf(c) >= 0;

    private static string? Domain(string typed)
    {
        // IdnMapping accepts one dot at the end and takes signs such as the ideographic full stop for dots.
        if (typed.Length == 0 || typed[typed.Length - 1] == '.' || typed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return null;
        }

        string ascii;
        try
        {
            ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(typed);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var labels = ascii.Split('.');
        var top = labels[labels.Length - 1];
        if (labels.Length < 2 || !labels.All(IsLabel) || top.Length < 2 || top.All(IsDigit))
        {
            return null;
        }

        // CA1308 prefers upper case, but this is how domains are written.
#pragma warning disable CA1308
        return ascii.ToLowerInvariant();
#pragma warning restore CA1308
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[label.Length - 1] != '-'
        && label.All(c => c == '-' || IsLetterOrDigit(c));

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetterOrDigit(char c) => IsDigit(c) || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
