using System;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>
/// Decides about the resolution of one invitation with what is true now: anew, where it was skipped or failed; for the first
/// time, where <c>tvr_PlanCase</c> made it.
/// </summary>
internal sealed class PlanningAgain
{
    private readonly PluginCall _call;

    public PlanningAgain(PluginCall call) => _call = call;

    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsStale"/>.</exception>
    public void Run(InvitationToSend invitation)
    {
        // Whoever asks has just mended something: rules that were kept from before then are outdated. Rows keep whole seconds.
        var configuration = new RuleBook(_call).Read(invitation.PlanRequestedOn?.AddSeconds(1));
        if (!Guid.TryParse(invitation.CaseIdText, out var caseId)
            || new CaseReading(_call.System).Read(caseId, configuration.Rules) is not { } inHand)
        {
            return;
        }

        // A sample follows from the first reference, whatever mail came back since.
        var sampledBy = InvitationIdentity.Reference(_call.Context.OrganizationId, caseId, invitation.ResolutionId);
        var outcome = InvitationDecision.Decide(new DecisionFacts(inHand.Case, configuration, sampledBy, invitation.ResolvedOn, _call.Now), inHand.Try);
        var sendNow = outcome.Status == InvitationStatus.Planned && outcome.DueOn <= _call.Now;
        new InvitationRows(_call.System).Replace(invitation, outcome, sendNow ? _call.Now : null);
        new RuleMarking(_call).After(outcome);
    }
}
