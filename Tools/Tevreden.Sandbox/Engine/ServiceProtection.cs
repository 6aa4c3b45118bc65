using System.Globalization;

namespace Tevreden.Sandbox.Engine;

/// <summary>
/// Enforces <see cref="ProtectionLimits"/> on requests from outside; those of plug-ins count for nobody. As on the platform a user who goes on sending while
/// refused waits longer. Safe for many threads.
/// </summary>
internal sealed class ServiceProtection(ProtectionLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Penalty = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ConcurrencyPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Use> _uses = [];

    /// <summary>Lets a request in, or throws the platform's fault with the time to wait. To be disposed when the request is done.</summary>
    public IDisposable Enter(Guid user)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_uses.TryGetValue(user, out var use))
                _uses[user] = use = new Use();
            use.Forget(now - limits.Window);
            if (use.RefusedUntil > now)
                use.RefusedUntil += Penalty;
            else if (use.Requests.Count >= limits.Requests)
                (use.RefusedUntil, use.Code) = (use.Requests.Peek().At + limits.Window, FaultCodes.TooManyRequests);
            else if (use.Busy >= limits.ExecutionTime)
                (use.RefusedUntil, use.Code) = (use.Requests.Peek().At + limits.Window, FaultCodes.TooMuchExecutionTime);
            else if (use.UnderWay >= limits.Concurrent)
                (use.RefusedUntil, use.Code) = (now + ConcurrencyPause, FaultCodes.TooManyConcurrentRequests);
            if (use.RefusedUntil > now)
                throw Faults.Throttled(use.Code, Reason(use.Code), use.RefusedUntil - now);

            use.UnderWay++;
            return new Place(this, use, time.GetTimestamp());
        }
    }

    private string Reason(int code) => code switch
    {
        FaultCodes.TooManyRequests => string.Create(CultureInfo.InvariantCulture, $"Number of requests exceeded the limit of {limits.Requests} over time window of {limits.Window.TotalSeconds:0} seconds."),
        FaultCodes.TooMuchExecutionTime => string.Create(
            CultureInfo.InvariantCulture,
            $"Combined execution time of incoming requests exceeded limit of {limits.ExecutionTime.TotalMilliseconds:N0} milliseconds over time window of {limits.Window.TotalSeconds:0} seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later."),
        _ => string.Create(CultureInfo.InvariantCulture, $"Number of concurrent requests exceeded the limit of {limits.Concurrent}."),
    };

    private void Leave(Use use, long started)
    {
        lock (_lock)
        {
            use.UnderWay--;
            var length = time.GetElapsedTime(started);
            use.Requests.Enqueue((time.GetUtcNow(), length));
            use.Busy += length;
        }
    }

    private sealed class Use
    {
        public Queue<(DateTimeOffset At, TimeSpan Length)> Requests { get; } = new();

        public TimeSpan Busy { get; set; }

        public int UnderWay { get; set; }

        public DateTimeOffset RefusedUntil { get; set; }

        public int Code { get; set; }

        public void Forget(DateTimeOffset before)
        {
            while (Requests.TryPeek(out var oldest) && oldest.At <= before)
                Busy -= Requests.Dequeue().Length;
        }
    }

    private sealed class Place(ServiceProtection protection, Use use, long started) : IDisposable
    {
        public void Dispose() => protection.Leave(use, started);
    }
}
