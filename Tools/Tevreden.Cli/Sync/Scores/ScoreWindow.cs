namespace Tevreden.Cli.Sync.Scores;

/// <summary>A span of time whose responses are counted: from (inclusive) to (exclusive), UTC, whole seconds.</summary>
internal sealed record ScoreWindow(DateTime From, DateTime To)
{
    public const int Months = 12;

    /// <summary>The last twelve months. A day more at the end, for a service whose clock is ahead.</summary>
    public static ScoreWindow Current(DateTime now) => new(Whole(now).AddMonths(-Months), Whole(now).AddDays(1));

    /// <summary>The twelve months before those.</summary>
    public static ScoreWindow Previous(DateTime now) => new(Whole(now).AddMonths(-2 * Months), Whole(now).AddMonths(-Months));

    /// <summary>Everything before that.</summary>
    public static ScoreWindow Earlier(DateTime now) => new(Watermark.Beginning, Whole(now).AddMonths(-2 * Months));

    /// <summary>Its halves; one that ends where it began can't be halved.</summary>
    public (ScoreWindow First, ScoreWindow Second) Halve()
    {
        var middle = Whole(From + ((To - From) / 2));
        return (this with { To = middle }, this with { From = middle });
    }

    public bool CanHalve => To - From > TimeSpan.FromSeconds(1);

    private static DateTime Whole(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
