using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Sandbox.Engine;

/// <summary>Ids of rows that are known by name only: the same name, the same id, in every environment.</summary>
internal static class NameIds
{
    public static Guid Of(params string[] parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts).ToUpperInvariant()));
        return new Guid(hash.AsSpan(0, 16));
    }
}
