using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Cli.Sync.FollowUps;

/// <summary>Ids of follow-up tasks, made of the response's key: whoever makes the task again makes the same one, which Dataverse refuses.</summary>
internal static class FollowUpIds
{
    private const int Length = 16;

    public static Guid Task(string responseKey)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("follow-up of response " + responseKey))[..Length];

        // Version 8 (RFC 9562): bits of the maker's own choice.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
