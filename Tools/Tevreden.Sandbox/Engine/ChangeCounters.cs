using System.Collections.Concurrent;

namespace Tevreden.Sandbox.Engine;

/// <summary>Counts commits per table, so that what was read from rows (steps, roles) is read again after a change.</summary>
internal sealed class ChangeCounters
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _all;

    public void Count(IEnumerable<string> tables)
    {
        foreach (var table in tables)
            _counts.AddOrUpdate(table, 1, static (_, count) => count + 1);
    }

    /// <summary>Everything may have changed.</summary>
    public void CountAll() => Interlocked.Increment(ref _all);

    public long Stamp(IReadOnlyList<string> tables)
    {
        var sum = Interlocked.Read(ref _all);
        foreach (var table in tables)
            sum += _counts.GetValueOrDefault(table);
        return sum;
    }
}
