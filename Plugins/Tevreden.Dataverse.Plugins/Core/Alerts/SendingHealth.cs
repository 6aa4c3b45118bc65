using System;

namespace Tevreden.Dataverse.Plugins.Core.Alerts;

/// <summary>How many invitations ended how, in one stretch of time.</summary>
/// <param name="Sent">Sent, answered, or taken by a service that is still busy.</param>
/// <param name="Skipped">Skipped, for whatever reason.</param>
/// <param name="Others">Waiting past their time, or failed. Cancelled ones count nowhere: nobody wanted them any more.</param>
internal sealed record OutcomeCounts(int Sent, int Skipped, int Others)
{
    public int All => Sent + Skipped + Others;

    public double ShareOfSkipped => All == 0 ? 0 : (double)Skipped / All;
}

/// <summary>When something is wrong with sending as a whole, though each invitation has its own good reason.</summary>
internal static class SendingHealth
{
    /// <summary>Without a sign of life for this long, a runner is overdue.</summary>
    public static readonly TimeSpan RunnerOverdueAfter = TimeSpan.FromHours(2);

    public const int UsualAlertAfterHours = 24;

    // One or two skipped ones are an ordinary quiet day.
    private const int FewestForNothingSent = 3;

    // Below this a share says nothing, and from 2% to 4% is chance.
    private const int FewestForShare = 20;
    private const double SmallestRise = 0.1;

    public static bool IsRunnerOverdue(DateTime? lastSeenOn, DateTime now) => !(lastSeenOn > now - RunnerOverdueAfter);

    /// <param name="counts">Of those whose turn came in the last hours.</param>
    public static bool IsNothingSent(OutcomeCounts counts) => counts.Sent == 0 && counts.All >= FewestForNothingSent;

    public static bool HasShareOfSkippedDoubled(OutcomeCounts lastDay, OutcomeCounts weekBefore) =>
        lastDay.All >= FewestForShare
        && weekBefore.All >= FewestForShare
        && lastDay.ShareOfSkipped >= 2 * weekBefore.ShareOfSkipped
        && lastDay.ShareOfSkipped - weekBefore.ShareOfSkipped >= SmallestRise;
}
