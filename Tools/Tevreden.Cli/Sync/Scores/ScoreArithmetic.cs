using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.Scores;

/// <summary>Figures from groups of responses. Pure.</summary>
internal static class ScoreArithmetic
{
    /// <summary>Fewer anonymous responses than this in a window could be traced to a person, so they don't count there.</summary>
    public const int LeastAnonymous = 5;

    private const int MeanDecimals = 2;

    /// <summary>The figures of one customer.</summary>
    /// <param name="current">Groups of the last twelve months.</param>
    /// <param name="previous">Groups of the twelve months before.</param>
    /// <param name="earlier">Groups before those; asked for only where the first two are empty.</param>
    public static CustomerScore Compute(IReadOnlyCollection<ScoreGroup> current, IReadOnlyCollection<ScoreGroup> previous, IReadOnlyCollection<ScoreGroup> earlier)
    {
        var now = Countable(current);
        var before = Countable(previous);
        var all = now.Concat(before).Concat(Countable(earlier)).ToList();
        return new CustomerScore
        {
            MeanScore = Mean(now),
            Nps = Nps(now),
            Promoters = Count(now, NpsClass.Promoter),
            Passives = Count(now, NpsClass.Passive),
            Detractors = Count(now, NpsClass.Detractor),
            Responses = now.Sum(group => group.Count),
            LastScore = LastMark(all),
            LastRespondedOn = all.Count == 0 ? null : all.Max(group => group.Last),
            PreviousMeanScore = Mean(before),
            PreviousNps = Nps(before),
            PreviousResponses = before.Sum(group => group.Count),

            // All groups, not the countable ones only: where five anonymous responses become four, all of them leave.
            WindowUntil = Leaves(current, ScoreWindow.Months) is { } leaves && !(Leaves(previous, 2 * ScoreWindow.Months) < leaves)
                ? leaves
                : Leaves(previous, 2 * ScoreWindow.Months),
        };
    }

    /// <summary>Percentage of promoters less that of detractors, to the nearest whole number, halves away from zero.</summary>
    public static int? Nps(int promoters, int passives, int detractors) => promoters + passives + detractors is var all and > 0
        ? (int)Math.Round(100m * (promoters - detractors) / all, MidpointRounding.AwayFromZero)
        : null;

    private static List<ScoreGroup> Countable(IReadOnlyCollection<ScoreGroup> groups) =>
        groups.Where(group => group.Anonymous).Sum(group => group.Count) < LeastAnonymous ? [.. groups.Where(group => !group.Anonymous)] : [.. groups];

    private static decimal? Mean(List<ScoreGroup> groups)
    {
        var marked = groups.Where(group => group.Mark is not null).ToList();
        return marked.Count == 0
            ? null
            : Math.Round(marked.Sum(group => group.Mark!.Value * group.Count) / marked.Sum(group => group.Count), MeanDecimals, MidpointRounding.AwayFromZero);
    }

    private static int? Nps(List<ScoreGroup> groups) =>
        Nps(Count(groups, NpsClass.Promoter), Count(groups, NpsClass.Passive), Count(groups, NpsClass.Detractor));

    private static int Count(List<ScoreGroup> groups, NpsClass wanted) => groups.Where(group => group.Class == wanted).Sum(group => group.Count);

    // Of two marks given in one second the lower one, so that every run says the same.
    private static decimal? LastMark(List<ScoreGroup> groups) =>
        groups.Where(group => group.Mark is not null).OrderByDescending(group => group.Last).ThenBy(group => group.Mark).FirstOrDefault()?.Mark;

    private static DateTime? Leaves(IReadOnlyCollection<ScoreGroup> groups, int months) =>
        groups.Count == 0 ? null : groups.Min(group => group.First).AddMonths(months);
}
