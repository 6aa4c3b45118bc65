using System.Text;
using System.Xml;

namespace Tevreden.Cli.Sync;

/// <summary>Texts of customers, made fit for a column and for the wire.</summary>
internal static class Texts
{
    public const int Name = 100;
    public const int Id = 100;
    public const int Language = 20;
    public const int Question = 1000;
    public const int Type = 50;
    public const int Answer = 4000;
    public const int Remark = 10000;

    /// <summary>
    /// Without characters that XML can't carry, and cut where it is longer than the column takes; a cut text ends in <c>…</c>. Null for nothing.
    /// </summary>
    public static string? Fit(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var clean = Clean(text);
        if (clean.Length <= maxLength)
            return clean;

        var end = maxLength - 1;
        if (char.IsHighSurrogate(clean[end - 1]))
            end--;
        return string.Concat(clean.AsSpan(0, end), "…");
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text[i]).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(text[i]))
                clean.Append(text[i]);
        }

        return clean.ToString();
    }
}
