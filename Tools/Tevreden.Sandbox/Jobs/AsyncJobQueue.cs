using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Jobs;

/// <summary>
/// The queue of system jobs. A job is visible only once the transaction of its event has committed. With workers it runs by itself;
/// held, it waits for whoever steps through it.
/// </summary>
public sealed class AsyncJobQueue : IDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly WaitingJobs _jobs;
    private readonly EngineOptions _options;
    private readonly ITimer _alarm;
    private JobRunner? _runner;
    private Task[] _workers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _held;
    private bool _stopping;

    internal AsyncJobQueue(EngineOptions options)
    {
        _options = options;
        _jobs = new WaitingJobs(options.Seed, options.ShuffleJobs);
        _alarm = options.TimeProvider.CreateTimer(_ => Pulse(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Jobs that have not begun, postponed ones too, in the order in which they would be taken.</summary>
    public IReadOnlyList<AsyncJob> Pending
    {
        get
        {
            lock (_lock)
                return _jobs.InOrder;
        }
    }

    private DateTime Now => _options.TimeProvider.GetUtcNow().UtcDateTime;

    /// <summary>Workers take no further job until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_lock)
            _held = true;
    }

    /// <summary>Like <see cref="Hold"/>, and waits until no job is running any more.</summary>
    public async Task HoldAsync(CancellationToken cancellation = default)
    {
        Hold();
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!_jobs.AnyRunning)
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Release()
    {
        lock (_lock)
            _held = false;
        Pulse();
    }

    /// <summary>Runs one job now, whatever its turn.</summary>
    /// <param name="keep">Leave it pending, so that it is delivered again: the platform promises "at least once" only.</param>
    /// <exception cref="ArgumentException">No such job is pending.</exception>
    public Task<AsyncJobResult> RunAsync(Guid jobId, bool keep = false, CancellationToken cancellation = default)
    {
        AsyncJob? job;
        lock (_lock)
            job = _jobs.Take(jobId, keep);
        return job is null
            ? throw new ArgumentException($"No job {jobId:D} is pending.", nameof(jobId))
            : Task.Run(() => Run(job, keep), cancellation);
    }

    /// <summary>Runs or awaits jobs until none is ready and none is running, those queued meanwhile included. Postponed ones stay.</summary>
    /// <returns>How each of them ended that this call ran, in the order of delivery.</returns>
    public async Task<IReadOnlyList<AsyncJobResult>> DrainAsync(CancellationToken cancellation = default)
    {
        var results = new List<AsyncJobResult>();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            AsyncJob? job;
            Task changed;
            bool othersRun;
            lock (_lock)
            {
                job = _jobs.TakeReady(Now);
                changed = _changed.Task;
                othersRun = _jobs.AnyRunning;
            }

            if (job is not null)
                results.Add(await Task.Run(() => Run(job, keep: false), cancellation).ConfigureAwait(false));
            else if (othersRun)
                await changed.WaitAsync(cancellation).ConfigureAwait(false);
            else
                return results;
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _stopping = true;
        Pulse();
        _alarm.Dispose();

        // One that still calls out may take its time: it is left behind, and finds its services closed.
        Task.WaitAll(_workers, LongestFarewell);
    }

    internal void Start(JobRunner runner)
    {
        _runner = runner;
        Reload();
        _workers = [.. Enumerable.Range(0, _options.AsyncWorkers).Select(_ =>
            Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Takes the queue from the rows, after a start or a restore.</summary>
    internal void Reload()
    {
        var waiting = _runner!.Waiting();
        lock (_lock)
        {
            _jobs.Clear();
            foreach (var row in waiting)
                Add(row);
        }

        Pulse();
    }

    internal void Added(Entity row)
    {
        lock (_lock)
            Add(row);
        Pulse();
    }

    internal void Changed(Guid id, Entity changes)
    {
        lock (_lock)
        {
            var state = changes.GetAttributeValue<OptionSetValue>("statecode")?.Value;
            if (state == JobState.Completed)
                _jobs.Remove(id);
            else if (changes.Contains("postponeuntil") || state is not null)
                _jobs.Change(id, changes.GetAttributeValue<DateTime?>("postponeuntil"), state is null ? null : state == JobState.Suspended && !changes.Contains("postponeuntil"));
        }

        Pulse();
    }

    internal void Removed(Guid id)
    {
        lock (_lock)
            _jobs.Remove(id);
    }

    private void Add(Entity row)
    {
        var suspended = row.GetAttributeValue<OptionSetValue>("statecode")?.Value == JobState.Suspended && row.GetAttributeValue<DateTime?>("postponeuntil") is null;
        _jobs.Add(JobRunner.Describe(row), suspended);
    }

    private void Work()
    {
        while (Next() is { } job)
            Run(job, keep: false);
    }

    /// <summary>Waits for a job; null when the queue stops.</summary>
    private AsyncJob? Next()
    {
        lock (_lock)
        {
            while (!_stopping)
            {
                if (!_held && _jobs.TakeReady(Now) is { } job)
                    return job;
                SetAlarm();
                Monitor.Wait(_lock);
            }

            return null;
        }
    }

    private AsyncJobResult Run(AsyncJob job, bool keep)
    {
        try
        {
            return _runner!.Run(job, keep);
        }
        finally
        {
            lock (_lock)
                _jobs.Done(job.Id);
            Pulse();
        }
    }

    private void SetAlarm()
    {
        if (_jobs.NextDue is { } due && due > Now)
            _alarm.Change(due - Now, Timeout.InfiniteTimeSpan);
    }

    private void Pulse()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Monitor.PulseAll(_lock);
        }

        changed.TrySetResult();
    }
}
