namespace Tevreden.Sandbox.Jobs;

/// <summary>Which jobs wait, which run, and whose turn it is. Not thread-safe: its owner locks.</summary>
internal sealed class WaitingJobs(int seed, bool shuffle)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<Guid, Entry> _waiting = [];
    private readonly HashSet<Guid> _running = [];
    private long _arrivals;

    public bool AnyRunning => _running.Count > 0;

    public IReadOnlyList<AsyncJob> InOrder => [.. _waiting.Values.OrderBy(entry => entry.Turn).Select(entry => entry.Job)];

    public void Add(AsyncJob job, bool suspended = false)
    {
        // A seeded draw at arrival: the same arrivals are taken in the same order.
#pragma warning disable CA5394 // An order of delivery, to be repeated by its seed: no secret.
        var turn = shuffle ? _random.NextInt64() : _arrivals++;
#pragma warning restore CA5394
        _waiting[job.Id] = new Entry(job, turn, suspended);
    }

    public void Change(Guid id, DateTime? postponeUntil, bool? suspended)
    {
        if (_waiting.TryGetValue(id, out var entry))
            _waiting[id] = entry with { Job = entry.Job with { PostponeUntil = postponeUntil }, Suspended = suspended ?? entry.Suspended };
    }

    public void Remove(Guid id) => _waiting.Remove(id);

    public void Clear() => _waiting.Clear();

    /// <summary>Takes the next one whose time has come; null if there is none.</summary>
    public AsyncJob? TakeReady(DateTime now)
    {
        var next = _waiting.Values
            .Where(entry => !entry.Suspended && (entry.Job.PostponeUntil is null || entry.Job.PostponeUntil <= now))
            .OrderBy(entry => entry.Turn)
            .FirstOrDefault();
        return next is null ? null : Take(next.Job.Id, keep: false);
    }

    /// <summary>Takes a certain one, or leaves it waiting while it runs.</summary>
    public AsyncJob? Take(Guid id, bool keep)
    {
        if (!_waiting.TryGetValue(id, out var entry))
            return null;
        if (!keep)
            _waiting.Remove(id);
        _running.Add(id);
        return entry.Job;
    }

    public void Done(Guid id) => _running.Remove(id);

    /// <summary>When the first postponed job becomes ready; null if none is postponed.</summary>
    public DateTime? NextDue => _waiting.Values.Where(entry => !entry.Suspended).Select(entry => entry.Job.PostponeUntil).Where(due => due is not null).Min();

    private sealed record Entry(AsyncJob Job, long Turn, bool Suspended);
}
