using System;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>When to try again: exponential with full jitter, so that rows that failed together don't return together.</summary>
internal static class Backoff
{
    public static readonly TimeSpan Base = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Cap = TimeSpan.FromHours(4);

    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(10);

    /// <param name="now">The time, UTC.</param>
    /// <param name="attempts">How many attempts have failed, 1 or more.</param>
    /// <param name="retryAfter">How long the service asked to wait: never earlier than that.</param>
    /// <param name="random">From 0 to 1, 1 excluded.</param>
    public static DateTime Next(DateTime now, int attempts, TimeSpan? retryAfter, Func<double> random)
    {
        if (retryAfter is { } asked)
        {
            return now + asked + Part(Spread, random());
        }

        // 2^8 minutes is beyond the cap already.
        var longest = TimeSpan.FromTicks(Base.Ticks << Math.Min(Math.Max(attempts, 1) - 1, 8));
        return now + Part(longest < Cap ? longest : Cap, random());
    }

    private static TimeSpan Part(TimeSpan whole, double part) => TimeSpan.FromTicks((long)(whole.Ticks * part));
}
