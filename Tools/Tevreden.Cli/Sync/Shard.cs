using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Cli.Sync;

/// <summary>One of several runs that share the responses between them, by organisation of the service: each organisation belongs to exactly one of them.</summary>
/// <param name="Number">1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Shard(int Number, int Count)
{
    public const int Most = 64;

    /// <summary>The stream in tvr_checkpoint.</summary>
    public string Stream => string.Create(CultureInfo.InvariantCulture, $"{Checkpoint.Responses}-{Number}-{Count}");

    /// <summary>Reads such as <c>2/8</c>; null for anything else.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var first, var second]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count is >= 1 and <= Most
        && number >= 1
        && number <= count
            ? new Shard(number, count)
            : null;

    /// <summary>The same on every machine and in every version, so that shards never meet in one organisation.</summary>
    public bool Holds(string organisation)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(organisation));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)Count == (uint)(Number - 1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
