using System;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>
/// What would be decided about a case now. The case is read with the rights of the one who asks, rules and quiet periods as
/// SYSTEM; the decision is the planner's own. Writes nothing.
/// </summary>
internal sealed class CasePreview
{
    private readonly PluginCall _call;

    public CasePreview(PluginCall call) => _call = call;

    /// <summary>The decision with its rule; null where the case can't be read.</summary>
    /// <exception cref="BrokenRuleException">A rule that is tried can't be read.</exception>
    public PreviewedOutcome? Of(Guid caseId)
    {
        // Whoever asks has often just changed a rule.
        var configuration = new RuleBook(_call).Read(notBefore: _call.Now);
        var reader = _call.Services.CreateOrganizationService(_call.Context.InitiatingUserId);
        if (new CaseReading(reader).Read(caseId, []) is not { } inHand)
        {
            return null;
        }

        var resolution = ResolutionHistory.Of(inHand.Case, [], PlanEvent.Reconcile).Newest;
        var stands = resolution is not null && inHand.Case.State == CaseState.Resolved;
        var outcome = InvitationDecision.Decide(
            new DecisionFacts(
                inHand.Case,
                configuration,
                stands ? InvitationIdentity.Reference(_call.Context.OrganizationId, caseId, resolution!.Id) : null,
                stands ? resolution!.ResolvedOn : _call.Now,
                _call.Now),
            rule => inHand.Try(rule) is var reading && reading is RuleReading.Unreadable unreadable ? throw new BrokenRuleException(rule.Name, unreadable.Problem) : reading);
        var rule = configuration.Rules.FirstOrDefault(r => r.Id == outcome.RuleId);
        var before = new CaseInvitationsQuery(_call.System).Read(caseId, inHand.Case.Resolutions);
        return new PreviewedOutcome(WithinQuietPeriod(before, outcome, rule) ?? outcome, rule, stands)
        {
            WhyNobodyIsAsked = WhyNobodyIsAsked(before, stands ? resolution!.ResolvedOn : _call.Now),
        };
    }

    private static Words? WhyNobodyIsAsked(PlannedBefore? before, DateTime resolvedOn) =>
        before?.ConnectedSince is not { } since ? Explanations.NotConnected
        : resolvedOn < since ? Explanations.ResolvedBeforeConnection
        : null;

    // Whoever was asked about this very case is not in a quiet period because of it.
    private Outcome? WithinQuietPeriod(PlannedBefore? before, Outcome outcome, RuleFacts? rule)
    {
        if (outcome is not { Status: InvitationStatus.Planned, ContactId: { } contact, DueOn: { } due } || rule is not { QuietPeriodDays: > 0 })
        {
            return null;
        }

        var own = before?.Invitations.Select(i => i.Id).ToList() ?? [];
        var states = new ContactStatesQuery(_call.System).Read(contact);
        var reserved = states.FirstOrDefault(s => s.ReservedBy is { } by && own.Contains(by))?.ReservedBy ?? Guid.Empty;
        var sendOn = due > _call.Now ? due : _call.Now;
        return QuietPeriod.Before(contact, states, reserved, TimeSpan.FromDays(rule.QuietPeriodDays), sendOn) is Reservation.Refused refused
            ? outcome with
            {
                Status = InvitationStatus.Skipped,
                Reason = InvitationReason.QuietPeriod,
                Explanation = Explanations.QuietPeriod(refused.LastInvitedOn, rule.QuietPeriodDays),
            }
            : null;
    }
}

/// <summary>A decision that was not carried out.</summary>
/// <param name="Outcome">What was decided.</param>
/// <param name="Rule">By which rule; null where none matched.</param>
/// <param name="IsResolved">Whether the case is resolved, so that a sample has decided.</param>
internal sealed record PreviewedOutcome(Outcome Outcome, RuleFacts? Rule, bool IsResolved)
{
    /// <summary>Why nothing is planned whatever a rule says; null where something would be.</summary>
    public Words? WhyNobodyIsAsked { get; init; }

    /// <summary>What happens and why.</summary>
    public Words Explanation => Words.Together(
        WhyNobodyIsAsked,
        Outcome.Explanation ?? Explanations.SentAtOnce,
        Outcome.Status == InvitationStatus.Planned && Rule?.SamplingPercent is not null && !IsResolved ? Explanations.SampleUnknown : null,
        Outcome.Warning)!;
}
