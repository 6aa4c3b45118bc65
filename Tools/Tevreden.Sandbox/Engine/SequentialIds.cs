using System.Buffers.Binary;

namespace Tevreden.Sandbox.Engine;

/// <summary>Ids that rise like a database's sequential ones: the same seed and clock give the same ids, another start other ones.</summary>
internal sealed class SequentialIds(int seed, TimeProvider time)
{
    private readonly long _start = time.GetUtcNow().UtcTicks;
    private long _next;

    public Guid Next()
    {
        var number = Interlocked.Increment(ref _next);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)(number >> 32));
        BinaryPrimitives.WriteInt64BigEndian(bytes[6..], _start ^ ((long)seed << 40));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[14..], (ushort)(seed * 31));
        return new Guid(bytes, bigEndian: true);
    }
}
