using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tevreden.Plugins.Tests.Events;

/// <summary>Numbers that stand for texts. Those of a set are added up, so that its order does not count; that two sets agree by accident is next to impossible.</summary>
internal static class Fingerprint
{
    public static UInt128 Of(string text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static UInt128 Of(IReadOnlyList<Row> rows)
    {
        UInt128 sum = 0;
        foreach (var row in rows)
            sum += row.Fingerprint;
        return sum;
    }

    public static UInt128 Of(IReadOnlyList<Worker> workers)
    {
        UInt128 sum = 0;
        foreach (var worker in workers)
            sum += worker.Fingerprint;
        return sum;
    }
}
