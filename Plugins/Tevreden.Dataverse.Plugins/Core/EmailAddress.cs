using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// Whether a mail could be sent to what people typed. Stricter than the standard (no quoted names, no comments, no address
/// literals): what only a standard allows is a typing error in a CRM.
/// </summary>
internal static class EmailAddress
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const char MaxAscii = '\u007f';
    private const string LocalSigns = "!#$%&'*+-/=?^_`{|}~";

    /// <summary>
    /// The address without blanks around it, its domain in the form that mail servers know (punycode, lower case);
    /// null when it can't be a working one.
    /// </summary>
    /// <param name="typed">What people typed.</param>
    /// <param name="takesUtf8">Whether the service takes other than ASCII signs before the @ (SMTPUTF8).</param>
    public static string? Normalise(string typed, bool takesUtf8 = false)
    {
        var text = typed.Trim();
        var at = text.IndexOf('@');
        if (at < 1 || at != text.LastIndexOf('@'))
        {
            return null;
        }

        var local = text.Substring(0, at);
        if (!IsLocalPart(local, takesUtf8) || Domain(text.Substring(at + 1)) is not { } domain)
        {
            return null;
        }

        return Encoding.UTF8.GetByteCount(local) + 1 + domain.Length <= MaxLength ? local + "@" + domain : null;
    }

    /// <summary>What may be shown of an address: enough to recognise it by who knows it.</summary>
    public static string Mask(string address)
    {
        var first = char.IsSurrogatePair(address, 0) ? 2 : 1;
        return address.Substring(0, first) + "***" + address.Substring(address.LastIndexOf('@'));
    }

    // The standard counts octets, and the one for other alphabets (RFC 6531) forbids in them what it forbids in ASCII: blanks
    // and controls, and halves of a pair.
    private static bool IsLocalPart(string local, bool takesUtf8) =>
        IsWellFormed(local)
        && Encoding.UTF8.GetByteCount(local) <= MaxLocalLength
        && local.Split('.').All(atom => atom.Length > 0 && atom.All(c => IsLocalSign(c) || (takesUtf8 && c > MaxAscii && !IsBlank(c))));

    private static bool IsLocalSign(char c) => IsLetterOrDigit(c) || LocalSigns.IndexOf(c) >= 0;

    private static bool IsBlank(char c) => char.IsControl(c) || char.IsWhiteSpace(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

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
