namespace Tevreden.Cli;

/// <summary>How patient the job is, towards Dataverse and towards the service alike.</summary>
/// <param name="Retries">How often a request whose answer was lost is sent again, where that is harmless.</param>
/// <param name="FirstDelay">The wait before the first of those; doubles each time.</param>
/// <param name="LongestDelay">No such wait is longer.</param>
/// <param name="Patience">The total time limit of one request, its repeats and the pauses between them included.</param>
internal sealed record Resilience(int Retries, TimeSpan FirstDelay, TimeSpan LongestDelay, TimeSpan Patience)
{
    public static Resilience Usual { get; } = new(5, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30));

    /// <summary>So many lost answers within a minute, and next to none that came, make all requests wait.</summary>
    public int BreakAfter { get; init; } = 10;

    /// <summary>For so long; then one is let through to see.</summary>
    public TimeSpan BreakFor { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the service may take for one answer.</summary>
    public TimeSpan ServiceAttempt { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait before attempt <paramref name="attempt"/> (0 for the first repeat), between half and all of the doubled delay, so that workers spread.</summary>
    /// <param name="attempt">Counts from 0.</param>
    /// <param name="random">Gives a number from 0 to 1.</param>
    public TimeSpan Backoff(int attempt, Func<double> random)
    {
        var full = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(attempt, 30)), LongestDelay.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (random() / 2)));
    }

    /// <summary>What the other side asked for, but never so short that the job spins; else the backoff.</summary>
    public TimeSpan ThrottleDelay(TimeSpan? asked, int attempt, Func<double> random)
    {
        if (asked is not { } wait)
            return Backoff(attempt, random);
        return wait < FirstDelay ? FirstDelay : wait;
    }
}
