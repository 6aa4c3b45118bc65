using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Cli.Sync;

/// <summary>A hash over values in order, each with its length, so that no two lists of values look alike. 64 hexadecimal digits.</summary>
internal sealed class ContentHash
{
    private readonly StringBuilder _content = new();

    public ContentHash Add(string? value)
    {
        _content.Append(value is null ? "-" : value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value).Append(';');
        return this;
    }

    public ContentHash Add(IFormattable? value) => Add(value switch
    {
        null => null,
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        // 8.5 and 8.50 are the same mark.
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        _ => value.ToString(null, CultureInfo.InvariantCulture),
    });

    public ContentHash Add(bool value) => Add(value ? "1" : "0");

    public override string ToString() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_content.ToString())));
}
