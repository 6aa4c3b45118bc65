using System.Collections.Concurrent;

namespace Tevreden.Sandbox.Engine;

/// <summary>Counts commits per table, so that what was read from rows (steps, roles) is read again after a change.</summary>
internal sealed class ChangeCounters
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Count(IEnumerable<string> tables)
    {
        foreach (var table in tables)
            _counts.AddOrUpdate(table, 1, static (_, count) => count + 1);
    }

    /// <summary>The counts now, for <see cref="CountSince"/>.</summary>
    public IReadOnlyDictionary<string, long> Snapshot() => new Dictionary<string, long>(_counts, StringComparer.Ordinal);

    /// <summary>The rows are again as they were at a snapshot: whatever changed since has changed once more.</summary>
    public void CountSince(IReadOnlyDictionary<string, long> snapshot) =>
        Count(_counts.Where(pair => snapshot.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => pair.Key).ToList());

    public long Stamp(IReadOnlyList<string> tables)
    {
        var sum = 0L;
        foreach (var table in tables)
            sum += _counts.GetValueOrDefault(table);
        return sum;
    }
}
