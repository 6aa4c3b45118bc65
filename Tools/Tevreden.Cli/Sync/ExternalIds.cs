using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Cli.Sync;

/// <summary>
/// Values of alternate keys, made of ids from outside. A key may hold letters, digits, <c>-</c> and <c>_</c> only (other characters break reading by key), and
/// Dataverse compares keys without regard to case, so two ids that differ by case alone must not meet in one row.
/// </summary>
internal static class ExternalIds
{
    /// <summary>The longest key of a response; with an answer's part it stays within 100.</summary>
    public const int MaxLength = 64;

    private const int MaxPart = 35;
    private const int ShortHash = 8;
    private const int LongHash = 32;

    /// <summary>Small letters, digits, <c>-</c> and <c>_</c> stay as they are; an id with capitals gets a hash behind it; any other becomes a hash.</summary>
    public static string Response(string id) => Normalise(id, MaxLength, dashes: true);

    /// <summary>Response and question, joined by the only dash that can follow the last dash of the response.</summary>
    /// <param name="responseKey">Made by <see cref="Response"/>.</param>
    /// <param name="questionId">The service's id.</param>
    public static string Answer(string responseKey, string questionId) => $"{responseKey}-{Normalise(questionId, MaxPart, dashes: false)}";

    private static string Normalise(string id, int maxLength, bool dashes)
    {
        var clean = id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' || (dashes && letter == '-'));
        if (clean && id.Length <= maxLength && !id.Any(char.IsAsciiLetterUpper))
            return id;
        return clean && id.Length + 1 + ShortHash <= maxLength ? $"{id}_{Hash(id, ShortHash)}" : "h" + Hash(id, LongHash);
    }

    private static string Hash(string id, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..digits];
}
