using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>Reads a case, decides, writes; see <see cref="Converge"/>.</summary>
internal sealed class CaseConvergence
{
    // Every round lost means that another worker got further with the same case, so a few are plenty.
    private const int Rounds = 5;

    private readonly PluginCall _call;
    private readonly RuleBook _rules;

    public CaseConvergence(PluginCall call)
    {
        _call = call;
        _rules = new RuleBook(call);
    }

    /// <summary>
    /// For where every request commits by itself: a row that another worker made or changed in the meantime is no failure;
    /// the case is read and decided again.
    /// </summary>
    /// <returns>Rows made or changed.</returns>
    public int Run(Guid caseId, PlanEvent happened)
    {
        var written = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var raced = false;
            foreach (var write in DecideByRules(caseId, happened, out var connectionId))
            {
                try
                {
                    Write(write, connectionId);
                    written++;
                }
                catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsDuplicate(fault) || Faults.IsStale(fault))
                {
                    raced = true;
                }
            }

            if (!raced)
            {
                _call.Trace($"Case {caseId:D}: {written} invitations written.");
                return written;
            }
        }

        throw new InvalidPluginExecutionException(
            $"The invitations of case {caseId:D} were changed by others in each of {Rounds} attempts. The next event of this case, or reconcile, sets them right.");
    }

    /// <summary>
    /// For inside a transaction: a fault there dooms it, so every fault travels, and no rule is tried, since trying is how a
    /// broken one shows. A new row asks the sender to have it decided.
    /// </summary>
    /// <returns>Rows made or changed.</returns>
    public int RunInTransaction(Guid caseId, PlanEvent happened)
    {
        var writes = Decide(caseId, happened, null, out var connectionId);
        foreach (var write in writes)
        {
            Write(write, connectionId);
        }

        return writes.Count;
    }

    // That a rule is broken may be what this worker kept from before it was mended, and nobody would plan the case again.
    private IReadOnlyList<InvitationWrite> DecideByRules(Guid caseId, PlanEvent happened, out Guid connectionId)
    {
        var writes = Decide(caseId, happened, _rules.Read(), out connectionId);
        return writes.OfType<CreateInvitation>().Any(w => w.Invitation.Outcome.RuleWasMarked)
            ? Decide(caseId, happened, _rules.Read(notBefore: _call.Now), out connectionId)
            : writes;
    }

    // Without rules nothing is decided: each new row asks for it.
    private IReadOnlyList<InvitationWrite> Decide(Guid caseId, PlanEvent happened, Configuration? rules, out Guid connectionId)
    {
        var configuration = rules ?? new Configuration([], [], false);
        var reading = new CaseReading(_call.System);
        var inHand = reading.Read(caseId, configuration.Rules);
        var before = new CaseInvitationsQuery(_call.System).Read(caseId, inHand?.Case.Resolutions ?? []);
        connectionId = before?.ConnectionId ?? default;
        if (before is null)
        {
            return [];
        }

        if (inHand is not null && Converge.MustReadAgain(inHand.Case, before.Invitations))
        {
            inHand = reading.Read(caseId, configuration.Rules);
        }

        return inHand is null
            ? Converge.DeletedCase(before.Invitations, _call.Now)
            : Converge.Case(new PlanFacts(
                _call.Context.OrganizationId, before.ConnectedSince, inHand.Case, before.Invitations, happened, configuration, inHand.Try, _call.Now)
            {
                DecidesLater = rules is null,
            });
    }

    private void Write(InvitationWrite write, Guid connectionId)
    {
        var rows = new InvitationRows(_call.System);
        switch (write)
        {
            case CreateInvitation create:
                rows.Create(create.Invitation, connectionId);
                _call.Trace($"Invitation {create.Invitation.Reference}: now {Told(create.Invitation.Outcome.Status, create.Invitation.Outcome.Reason)}.");
                new RuleMarking(_call).After(create.Invitation.Outcome);
                break;
            case ChangeInvitation change:
                rows.Change(change);
                _call.Trace($"Invitation with id {change.Id:D}: no longer current, now {Told(change.Status, change.Reason)}.");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(write), write.GetType().Name, "Expected a row to create or to change.");
        }
    }

    private static string Told(InvitationStatus? status, InvitationReason? reason) =>
        (status is { } known ? known.ToString() : "as it was") + (reason is { } why ? $" ({why})" : string.Empty);
}
