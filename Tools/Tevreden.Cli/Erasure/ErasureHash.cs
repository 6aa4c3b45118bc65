using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Cli.Erasure;

/// <summary>
/// Keys of tvr_erasure: what was erased is known again when it comes along, and can't be read back. An e-mail address is guessed more easily than anything else, so
/// its hash takes long to make.
/// </summary>
internal static class ErasureHash
{
    private const int Digits = 40;
    private const int Iterations = 300_000;

    private static readonly byte[] Salt = "Tevreden for Dataverse, erased person"u8.ToArray();

    /// <param name="responseKey">Its alternate key.</param>
    public static string Response(string responseKey) => "r-" + Hash("response " + responseKey);

    /// <param name="reference">Of the invitation, as the service sends it back.</param>
    public static string Invitation(string reference) => "i-" + Hash("invitation " + reference);

    public static string Person(string email) =>
        "p-" + Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(email.Trim().ToLowerInvariant(), Salt, Iterations, HashAlgorithmName.SHA256, Digits / 2));

    public static string Person(Guid contact) => "p-" + Hash("contact " + contact.ToString("D", CultureInfo.InvariantCulture));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToLowerInvariant())))[..Digits];
}
