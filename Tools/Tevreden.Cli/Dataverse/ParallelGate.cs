namespace Tevreden.Cli.Dataverse;

/// <summary>
/// How many requests may be under way at once: begins at one, one more after each that succeeds, never more than the server recommends, and half as many after
/// throttling. More than the recommendation makes Dataverse slower, not faster. Safe for several workers.
/// </summary>
/// <param name="recommended">The server's recommendation, read anew each time: it comes with the answers.</param>
internal sealed class ParallelGate(Func<int> recommended)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private int _ramp = 1;
    private int _underWay;

    /// <summary>The most that were under way at one time.</summary>
    public int Most { get; private set; }

    /// <summary>Waits for a place; first come, first served.</summary>
    public Task EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_waiting.Count == 0 && _underWay < Limit())
            {
                Take();
                return Task.CompletedTask;
            }

            var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(place);
            return WaitAsync(place, cancellation);
        }
    }

    /// <summary>Gives the place back.</summary>
    /// <param name="succeeded">The request was answered; lets one more in from now on.</param>
    public void Leave(bool succeeded)
    {
        lock (_lock)
        {
            _underWay--;
            if (succeeded && _ramp < Recommended())
                _ramp++;
            while (_underWay < Limit() && _waiting.TryDequeue(out var next))
            {
                // One that was cancelled meanwhile takes no place.
                if (next.TrySetResult())
                    Take();
            }
        }
    }

    /// <summary>The server can't keep up: half as many from now on.</summary>
    public void SlowDown()
    {
        lock (_lock)
            _ramp = Math.Max(1, Math.Min(_ramp, Recommended()) / 2);
    }

    private static async Task WaitAsync(TaskCompletionSource place, CancellationToken cancellation)
    {
        await using (cancellation.Register(() => place.TrySetCanceled(cancellation)))
            await place.Task;
    }

    private int Recommended() => Math.Max(1, recommended());

    private int Limit() => Math.Min(_ramp, Recommended());

    private void Take()
    {
        _underWay++;
        Most = Math.Max(Most, _underWay);
    }
}
