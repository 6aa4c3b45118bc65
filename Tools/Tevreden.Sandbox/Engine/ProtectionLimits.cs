namespace Tevreden.Sandbox.Engine;

/// <summary>Service protection limits, per user and over a sliding window. The defaults are those that the platform documents for one web server.</summary>
public sealed record ProtectionLimits
{
    public int Requests { get; init; } = 6000;

    /// <summary>Of all requests together.</summary>
    public TimeSpan ExecutionTime { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Under way at one time.</summary>
    public int Concurrent { get; init; } = 52;

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="ArgumentException">They would let nothing through.</exception>
    public void Validate()
    {
        if (Requests < 1 || Concurrent < 1 || ExecutionTime <= TimeSpan.Zero || Window <= TimeSpan.Zero)
            throw new ArgumentException("Service protection limits must let something through: one request, some time.");
    }
}
