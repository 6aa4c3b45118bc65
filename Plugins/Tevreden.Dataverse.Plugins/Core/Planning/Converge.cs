using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>Everything that planning one case depends on.</summary>
/// <param name="OrganisationId">The environment.</param>
/// <param name="ConnectedSince">Resolutions before this are nobody's business; null when never connected.</param>
/// <param name="Case">The case as it is now.</param>
/// <param name="Invitations">Its invitations, and those of other cases for resolutions that a merge moved here.</param>
/// <param name="Event">What made us look.</param>
/// <param name="Configuration">Rules and locations.</param>
/// <param name="Try">Tries a rule on the case; asked only where there is something to decide.</param>
/// <param name="Now">The time, UTC.</param>
internal sealed record PlanFacts(
    Guid OrganisationId,
    DateTime? ConnectedSince,
    CaseFacts Case,
    IReadOnlyList<InvitationFacts> Invitations,
    PlanEvent Event,
    Configuration Configuration,
    Func<RuleFacts, RuleReading> Try,
    DateTime Now)
{
    /// <summary>Nothing is decided here: each row only asks for it. For inside a transaction, where trying a broken rule ends everything.</summary>
    public bool DecidesLater { get; init; }
}

/// <summary>
/// Brings the invitations of one case in line with its resolutions: one row per resolution, and no row that still waits
/// for a resolution that no longer stands. The same facts give the same writes, and after those writes none: that is
/// what makes lost, late, doubled and shuffled events harmless.
/// </summary>
internal static class Converge
{
    public static IReadOnlyList<InvitationWrite> Case(PlanFacts facts)
    {
        if (facts.ConnectedSince is not { } since)
        {
            return [];
        }

        var history = ResolutionHistory.Of(facts.Case, facts.Invitations, facts.Event);
        var caseId = InvitationIdentity.Text(facts.Case.Id);
        var own = facts.Invitations.Where(i => i.CaseId == caseId).ToList();
        var planned = new HashSet<string>(own.Select(i => i.ResolutionId), StringComparer.Ordinal);

        var changes = own
            .Select(i => NoLongerCurrent(i, history.WhyNotCurrent(i.ResolutionId) ?? Once(i), facts.Now))
            .OfType<InvitationWrite>();
        var creations = history.All
            .Where(r => r.ResolvedOn >= since && !planned.Contains(r.Id))
            .Select(r => new CreateInvitation(First(facts, history, r)));

        // What is no longer current goes first: a worker that dies half-way has stopped mails rather than planned them.
        return changes.Concat(creations).ToList();
    }

    /// <summary>
    /// Whether the case may have been read before a resolution that one of its invitations is for: decided from that, the
    /// invitation would be cancelled for good, although its resolution stands. A case read after the invitations never is too old for them.
    /// </summary>
    public static bool MustReadAgain(CaseFacts theCase, IEnumerable<InvitationFacts> invitations)
    {
        var caseId = InvitationIdentity.Text(theCase.Id);
        return invitations.Any(i => i.CaseId == caseId && !i.Reopened && theCase.Resolutions.All(r => InvitationIdentity.Text(r.Id) != i.ResolutionId));
    }

    /// <summary>The case itself is gone: what still waits for it never goes out.</summary>
    public static IReadOnlyList<InvitationWrite> DeletedCase(IEnumerable<InvitationFacts> invitations, DateTime now) =>
        invitations
            .Where(i => i.Status is InvitationStatus.Planned or InvitationStatus.Sending)
            .Select(i => NoLongerCurrent(i, InvitationReason.CaseDeleted, now))
            .OfType<InvitationWrite>()
            .ToList();

    private static Invitation First(PlanFacts facts, ResolutionHistory history, Resolution resolution)
    {
        var reference = InvitationIdentity.Reference(facts.OrganisationId, facts.Case.Id, resolution.Id);
        var outcome = history.WhyNotCurrent(resolution.Id) is { } reason
            ? Outcome.Of(InvitationStatus.Cancelled, reason, Explanations.NotCurrent(reason)) with { ReopenedOn = facts.Now }
            : facts.DecidesLater ? new Outcome { Status = InvitationStatus.Planned, Explanation = Explanations.ToBeDecided, PlanRequestedOn = facts.Now }
            : InvitationDecision.Decide(
                new DecisionFacts(facts.Case, facts.Configuration, reference, resolution.ResolvedOn, facts.Now), facts.Try);
        return new Invitation(
            InvitationIdentity.Key(facts.Case.Id, resolution.Id),
            reference,
            facts.Case.Id,
            facts.Case.TicketNumber,
            resolution.Id,
            history.CycleOf(resolution),
            resolution.ResolvedOn,
            outcome);
    }

    private static ChangeInvitation? NoLongerCurrent(InvitationFacts invitation, InvitationReason? reason, DateTime now)
    {
        if (reason is not { } why)
        {
            return null;
        }

        var change = new ChangeInvitation(invitation.Id, invitation.RowVersion) { ReopenedOn = invitation.Reopened ? null : now };
        switch (invitation.Status)
        {
            case InvitationStatus.Planned:
                return change with
                {
                    Status = InvitationStatus.Cancelled,
                    Reason = why,
                    Explanation = Explanations.NotCurrent(why),
                    // One that was tried before may hold its contact's quiet period: the sender gives that back.
                    CancelRequestedOn = invitation.Attempts > 0 ? now : null,
                };
            case InvitationStatus.Sending when !invitation.Reopened:
                return change with { CancelRequestedOn = now };
            case InvitationStatus.Cancelled when IsOurs(invitation.Reason) && invitation.Reason != why:
                return change with { Reason = why, Explanation = Explanations.NotCurrent(why) };
            default:
                return invitation.Reopened ? null : change;
        }
    }

    // What was once not current never is again, also when a direct update resolved the case anew.
    private static InvitationReason? Once(InvitationFacts invitation) => invitation.Reopened ? InvitationReason.CaseReopened : null;

    // The reason of a cancelled row follows the case as well, or it would depend on which event came first.
    private static bool IsOurs(InvitationReason? reason) =>
        reason is InvitationReason.CaseReopened or InvitationReason.CaseCancelled or InvitationReason.CaseMerged;
}
