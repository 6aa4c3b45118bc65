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
    public PreviewedOutcome? Of(Guid caseId)
    {
        var configuration = new RuleBook(_call).Read();
        var reader = _call.Services.CreateOrganizationService(_call.Context.InitiatingUserId);
        if (new CaseReading(reader, _call.Context.IsInTransaction).Read(caseId, configuration.Rules) is not { } inHand)
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
            inHand.Try);
        var rule = configuration.Rules.FirstOrDefault(r => r.Id == outcome.RuleId);
        return new PreviewedOutcome(WithinQuietPeriod(inHand.Case, outcome, rule) ?? outcome, rule, stands);
    }

    // Whoever was asked about this very case is not in a quiet period because of it.
    private Outcome? WithinQuietPeriod(CaseFacts theCase, Outcome outcome, RuleFacts? rule)
    {
        if (outcome is not { Status: InvitationStatus.Planned, ContactId: { } contact, DueOn: { } due } || rule is not { QuietPeriodDays: > 0 })
        {
            return null;
        }

        var own = new CaseInvitationsQuery(_call.System).Read(theCase.Id, theCase.Resolutions)?.Invitations.Select(i => i.Id).ToList() ?? [];
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
    /// <summary>In two languages.</summary>
    public string Explanation => Explanations.Together(
        Outcome.Explanation ?? Explanations.SentAtOnce,
        Outcome.Status == InvitationStatus.Planned && Rule?.SamplingPercent is not null && !IsResolved ? Explanations.SampleUnknown : null,
        Outcome.Warning)!;
}
