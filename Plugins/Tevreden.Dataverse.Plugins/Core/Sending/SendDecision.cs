using System;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>The sender's half of the state table: what may happen to an invitation now.</summary>
internal static class SendDecision
{
    /// <summary>A worker that hasn't written its result for this long is taken for dead: the platform stops one after two minutes.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);

    public static SendStep Next(SendFacts row, SendRequests asked, ConnectionFacts? connection, DateTime now) => row.Status switch
    {
        InvitationStatus.Planned => Planned(row, connection, now),
        InvitationStatus.Sending when asked.HasFlag(SendRequests.Send) && row.ClaimedOn + StuckAfter <= now => new SendStep.SettleStuck(),
        InvitationStatus.Accepted when asked.HasFlag(SendRequests.Send) => new SendStep.AskService(),
        InvitationStatus.Skipped or InvitationStatus.Failed => Closed(row, asked),
        InvitationStatus.Cancelled when row.Attempts > 0 => new SendStep.GiveBack(),
        _ => new SendStep.Leave(),
    };

    /// <summary>Whether this is the environment that an administrator confirmed; null when it is, else what to write.</summary>
    public static SendStep? WhyNotHere(SendFacts row, ConnectionFacts connection, EnvironmentFacts here) =>
        WhyNotConfirmed(connection, here) is { } explanation ? Wait(row, InvitationReason.WaitingEnvironmentNotConfirmed, explanation) : null;

    /// <summary>What differs from what an administrator confirmed; null for nothing.</summary>
    public static Words? WhyNotConfirmed(ConnectionFacts connection, EnvironmentFacts here) =>
        connection.ConfirmedOrganisation is null || connection.ConfirmedHost is null || connection.ConfirmedPlatform is null
            ? Explanations.NotConnected
            : Difference(new("the organisation", "de organisatie"), connection.ConfirmedOrganisation, here.Organisation)
                ?? Difference(new("the address of the service", "het adres van de dienst"), connection.ConfirmedHost, here.Host)
                ?? Difference(new("the platform", "het platform"), connection.ConfirmedPlatform, here.Platform);

    /// <summary>Leaves the row Planned and says what it waits for; writes nothing when it says so already.</summary>
    public static SendStep Wait(SendFacts row, InvitationReason reason, Words explanation, DateTime? nextAttemptOn = null) =>
        row.Reason == reason && row.Explanation == explanation && row.NextAttemptOn == nextAttemptOn
            ? new SendStep.Leave()
            : new SendStep.Write(InvitationStatus.Planned, reason, explanation, nextAttemptOn);

    /// <summary>Whether the service may be asked about an invitation now; a pause is about sending only.</summary>
    public static bool MayAsk(ConnectionFacts connection, DateTime now) => !connection.Suspended && !(connection.ThrottledUntil > now);

    /// <summary>Whether it goes on only when a clock asks: no event of the platform will.</summary>
    public static bool NeedsClock(SendFacts row, DateTime now) => row.Status switch
    {
        InvitationStatus.Planned => row.DueOn > now || row.NextAttemptOn > now,
        InvitationStatus.Sending or InvitationStatus.Accepted => true,
        _ => false,
    };

    /// <summary>What becomes of one whose worker died. Never sent again when it might have arrived.</summary>
    /// <param name="row">The row, Sending.</param>
    /// <param name="service">What the service can do.</param>
    public static SendStep Stuck(SendFacts row, ServiceAbilities service)
    {
        if (service.TellsStatus)
        {
            return new SendStep.AskService();
        }

        return service.Deduplicates && !row.CancelRequested
            ? new SendStep.Write(InvitationStatus.Planned, InvitationReason.WaitingForRetry, Explanations.WorkerDied)
            : new SendStep.Write(InvitationStatus.Failed, InvitationReason.Uncertain, Explanations.Uncertain);
    }

    private static SendStep Planned(SendFacts row, ConnectionFacts? connection, DateTime now)
    {
        if (row.WhyNotCurrent is not null)
        {
            return new SendStep.PlanCase();
        }

        if (row.CancelRequested)
        {
            return new SendStep.Write(InvitationStatus.Cancelled, InvitationReason.CancelledByPerson, Explanations.CancelledByPerson);
        }

        // Made by tvr_PlanCase, which runs where nobody may find out gently what is wrong with a rule.
        if (row.PlanRequested)
        {
            return new SendStep.PlanAgain();
        }

        if (row.ContactIsGone)
        {
            return new SendStep.Write(InvitationStatus.Skipped, InvitationReason.NoEmail, Explanations.ContactDeleted);
        }

        if (row.ExpiresOn <= now)
        {
            return new SendStep.Write(InvitationStatus.Failed, InvitationReason.Expired, Explanations.Expired);
        }

        if (row.DueOn > now || row.NextAttemptOn > now)
        {
            return new SendStep.Leave();
        }

        if (connection is null)
        {
            return Wait(row, InvitationReason.WaitingEnvironmentNotConfirmed, Explanations.NotConnected);
        }

        if (connection.Paused)
        {
            return Wait(row, InvitationReason.WaitingPaused, Explanations.Paused);
        }

        if (connection.TestRecipient is { } recipient && EmailAddress.Normalise(recipient) is null)
        {
            return Wait(row, InvitationReason.WaitingPaused, Explanations.TestRecipientInvalid);
        }

        if (connection.Suspended)
        {
            return Wait(row, InvitationReason.WaitingSuspended, Explanations.Suspended(connection.SuspendedWhy));
        }

        if (connection.ThrottledUntil is { } until && until > now)
        {
            return Wait(row, InvitationReason.WaitingThrottled, Explanations.Throttled(until), until);
        }

        if (OutsideWindow(row, now) is { } opens)
        {
            return new SendStep.Write(InvitationStatus.Planned, null, Explanations.Due(opens), opens);
        }

        return row.HasContent
            ? new SendStep.Send()
            : new SendStep.Write(InvitationStatus.Failed, InvitationReason.RuleBroken, Explanations.NothingToSend);
    }

    // Planned within the window, one may still come up outside it: after a retry, a pause, a day without a runner.
    private static DateTime? OutsideWindow(SendFacts row, DateTime now) =>
        row.Window.Problem() is null && row.Window.Next(now) is var opens && opens > now ? (row.ExpiresOn < opens ? row.ExpiresOn : opens) : null;

    private static SendStep Closed(SendFacts row, SendRequests asked)
    {
        if (row.WhyNotCurrent is not null)
        {
            return new SendStep.Leave();
        }

        // The platform delivers at least once: a request that was answered already asks for nothing.
        if (asked.HasFlag(SendRequests.PlanAgain) && row.PlanRequested)
        {
            return new SendStep.PlanAgain();
        }

        if (!asked.HasFlag(SendRequests.Retry) || !row.SendRequested || row.Status != InvitationStatus.Failed)
        {
            return new SendStep.Leave();
        }

        return row.HasContent ? new SendStep.TryAgain() : new SendStep.PlanAgain();
    }

    private static Words? Difference(Words what, string confirmed, string found) =>
        string.Equals(confirmed, found, StringComparison.OrdinalIgnoreCase) ? null : Explanations.EnvironmentChanged(what, confirmed, found);
}
