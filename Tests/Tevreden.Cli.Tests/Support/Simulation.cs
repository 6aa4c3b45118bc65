namespace Tevreden.Cli.Tests.Support;

/// <summary>
/// Work in virtual time: one thread runs all of it, and the clock moves only when everybody waits, to the next moment that somebody waits for. So a run takes no time
/// and goes the same way each time, however busy the machine is.
/// </summary>
internal sealed class Simulation : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    private readonly Queue<(SendOrPostCallback Work, object? State)> _ready = new();
    private readonly PriorityQueue<Wait, (long Due, long Order)> _waits = new();
    private long _now = Start.UtcTicks;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => new(_now, TimeSpan.Zero);

    /// <summary>Runs the work to its end.</summary>
    /// <exception cref="InvalidOperationException">Everybody waits for something that never comes, or work went to another thread.</exception>
    public void Run(Func<Task> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new OneThread(this));
        try
        {
            var all = work();
            while (!all.IsCompleted)
            {
                if (_ready.TryDequeue(out var next))
                    next.Work(next.State);
                else
                    MoveOn();
            }

            all.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void MoveOn()
    {
        if (!_waits.TryDequeue(out var wait, out var when))
            throw new InvalidOperationException("Everybody waits and nobody is waited for.");
        if (wait.Cancelled)
            return;
        _now = Math.Max(_now, when.Due);
        wait.Fire();
    }

    private sealed class OneThread(Simulation simulation) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => simulation._ready.Enqueue((d, state));

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class Wait(Action fire)
    {
        public bool Cancelled { get; set; }

        public void Fire() => fire();
    }

    private sealed class Timer(Simulation simulation, TimerCallback callback, object? state) : ITimer
    {
        private Wait? _wait;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime < TimeSpan.Zero)
                return true;
            _wait = new Wait(() => callback(state));
            simulation._waits.Enqueue(_wait, (simulation._now + dueTime.Ticks, simulation._order++));
            return true;
        }

        public void Dispose()
        {
            if (_wait is not null)
                _wait.Cancelled = true;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
