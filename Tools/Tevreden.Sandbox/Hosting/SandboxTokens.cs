using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Sandbox.Hosting;

/// <summary>Who each bearer token stands for. Kept as hashes, so that a lookup takes no longer for a token that is nearly right.</summary>
internal sealed class SandboxTokens
{
    public const int LeastLength = 8;

    private const int RandomBytes = 24;

    private readonly ConcurrentDictionary<string, Guid> _users = new(StringComparer.Ordinal);

    /// <summary>Makes a token for a user.</summary>
    public string Issue(Guid user)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
        Add(token, user);
        return token;
    }

    public void Add(string token, Guid user) => _users[Hash(token)] = user;

    /// <summary>Null for a token that was never given out.</summary>
    public Guid? Find(string? token) => !string.IsNullOrEmpty(token) && _users.TryGetValue(Hash(token), out var user) ? user : null;

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
