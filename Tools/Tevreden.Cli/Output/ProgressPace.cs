using System.Globalization;

namespace Tevreden.Cli.Output;

/// <summary>How fast work goes, and so how long the rest takes, from its beginning.</summary>
internal sealed class ProgressPace(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Such as <c>412/s</c>.</summary>
    public string Rate(long done) =>
        Elapsed > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"{done / Elapsed.TotalSeconds:0.#}/s") : "?/s";

    /// <summary>Such as <c>00:12:30</c>; <c>?</c> while too little is done to say.</summary>
    public string Left(double share)
    {
        const double LeastShare = 0.01;
        return share < LeastShare
            ? "?"
            : TimeSpan.FromSeconds(Math.Round(Elapsed.TotalSeconds * (1 - Math.Min(share, 1)) / share)).ToString("c", CultureInfo.InvariantCulture);
    }
}
