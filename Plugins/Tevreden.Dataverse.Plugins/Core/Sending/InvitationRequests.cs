using System;
using System.Globalization;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>What a person may ask about an invitation.</summary>
internal enum PersonsRequest
{
    /// <summary>Send it now, or again.</summary>
    Send,

    /// <summary>Don't send it.</summary>
    Cancel,

    /// <summary>Decide about its resolution anew.</summary>
    Plan,
}

/// <summary>An invitation, as far as a person's request about it is concerned.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="DueOn">Not before, UTC.</param>
/// <param name="ClaimedOn">When a worker last began sending, UTC.</param>
/// <param name="IsCurrent">Its resolution is the one that stands: the case is there, Resolved, not merged, and was not reopened.</param>
internal sealed record RequestedInvitation(InvitationStatus Status, InvitationReason? Reason, DateTime? DueOn, DateTime? ClaimedOn, bool IsCurrent);

/// <summary>Which requests are refused, and why: what can't be done is said at once and not left to a job that does nothing.</summary>
internal static class InvitationRequests
{
    private static readonly Words AlreadySent = new("It was sent already.", "Ze is al verstuurd.");
    private static readonly Words AlreadyAnswered = new("It was answered already.", "Ze is al beantwoord.");
    private static readonly Words AlreadyCancelled = new("It was cancelled.", "Ze is geannuleerd.");

    private static readonly Words NotCurrent = new(
        "The case was reopened, cancelled, merged or deleted after this resolution, so nobody is asked about it any more.",
        "De aanvraag is na deze oplossing heropend, geannuleerd, samengevoegd of verwijderd, dus niemand wordt er nog over gevraagd.");

    private static readonly Words BeingSent = new("It is being sent right now. Look again in a few minutes.", "Ze wordt nu verstuurd. Kijk over een paar minuten opnieuw.");

    private static readonly Words AtTheService = new("The service has it already and is still busy with it.", "De dienst heeft haar al en is er nog mee bezig.");

    private static readonly Words NothingToCancel = new("Nothing will be sent, so there is nothing to cancel.", "Er wordt niets verstuurd, dus er is niets te annuleren.");

    private static readonly Words PlanInstead = new(
        "It was skipped. Correct what the explanation says and ask to plan again.",
        "Ze is overgeslagen. Herstel wat de toelichting zegt en vraag om opnieuw plannen.");

    private static readonly Words PlannedAlready = new("It is planned already.", "Ze is al gepland.");

    private static readonly Words LookAtTheService = new(
        "The service may have it. Look at the service; if it isn't there, ask to send.",
        "De dienst heeft haar misschien. Kijk bij de dienst; staat ze er niet, vraag dan om versturen.");

    private static readonly Words Unsubscribed = new("The receiver told the service to send no more.", "De ontvanger wil van de dienst niets meer krijgen.");

    /// <summary>Null when the request is taken.</summary>
    public static Words? WhyNot(PersonsRequest request, RequestedInvitation invitation, DateTime now)
    {
        var closed = invitation.Status switch
        {
            InvitationStatus.Sent => AlreadySent,
            InvitationStatus.Answered => AlreadyAnswered,
            InvitationStatus.Cancelled => AlreadyCancelled,
            _ => null,
        };
        if (closed is not null)
        {
            return closed;
        }

        // What the sender has in hand, it finishes, whatever became of the case.
        var inHand = invitation.Status is InvitationStatus.Sending or InvitationStatus.Accepted;
        if (!inHand && !invitation.IsCurrent)
        {
            return NotCurrent;
        }

        return request switch
        {
            PersonsRequest.Send => WhyNotSend(invitation, now),
            PersonsRequest.Cancel => WhyNotCancel(invitation),
            _ => WhyNotPlan(invitation),
        };
    }

    private static Words? WhyNotSend(RequestedInvitation invitation, DateTime now) => invitation.Status switch
    {
        InvitationStatus.Planned when invitation.DueOn is { } due && due > now => NotYetDue(due),
        InvitationStatus.Sending when !(invitation.ClaimedOn + SendDecision.StuckAfter <= now) => BeingSent,
        InvitationStatus.Skipped => PlanInstead,
        InvitationStatus.Failed when invitation.Reason == InvitationReason.Unsubscribed => Unsubscribed,
        _ => null,
    };

    private static Words? WhyNotCancel(RequestedInvitation invitation) => invitation.Status switch
    {
        InvitationStatus.Accepted => AtTheService,
        InvitationStatus.Skipped or InvitationStatus.Failed => NothingToCancel,
        _ => null,
    };

    private static Words? WhyNotPlan(RequestedInvitation invitation) => invitation.Status switch
    {
        InvitationStatus.Planned => PlannedAlready,
        InvitationStatus.Sending => BeingSent,
        InvitationStatus.Accepted => AtTheService,
        InvitationStatus.Failed when invitation.Reason is InvitationReason.Uncertain or InvitationReason.Duplicate => LookAtTheService,
        InvitationStatus.Failed when invitation.Reason == InvitationReason.Unsubscribed => Unsubscribed,
        _ => null,
    };

    private static Words NotYetDue(DateTime due)
    {
        var on = due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new($"It is planned for {on} UTC, as its rule says, and goes out then by itself.", $"Ze staat volgens haar regel gepland voor {on} UTC en gaat dan vanzelf uit.");
    }
}
