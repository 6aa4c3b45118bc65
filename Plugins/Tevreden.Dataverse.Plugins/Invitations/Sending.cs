using System;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Connections;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>What the sender needs from outside the platform.</summary>
/// <param name="Connect">Makes the service's client for settings.</param>
/// <param name="Random">From 0 to 1, 1 excluded.</param>
internal sealed record SenderTools(Func<ServiceSettings, ISurveyService> Connect, Func<double> Random);

/// <summary>
/// The one sender: takes one invitation one step further. Every write holds only if the row is still as it was read, and
/// each commits by itself, so whatever happens after a claim, the claim is known.
/// </summary>
internal sealed class Sending
{
    private readonly PluginCall _call;
    private readonly SenderTools _tools;
    private readonly SentInvitationRows _rows;

    public Sending(PluginCall call, SenderTools tools)
    {
        _call = call;
        _tools = tools;
        _rows = new SentInvitationRows(call.System);
    }

    public void Run(Guid invitationId, SendRequests asked)
    {
        try
        {
            TakeStep(invitationId, asked);
        }
        catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsStale(fault))
        {
            // Somebody was faster between reading and claiming. Once more with what it is now; after that it is theirs.
            try
            {
                TakeStep(invitationId, asked);
            }
            catch (FaultException<OrganizationServiceFault> again) when (Faults.IsStale(again))
            {
                _call.Trace($"Invitation with id {invitationId:D}: changed by others twice; left to them.");
            }
        }
    }

    private void TakeStep(Guid invitationId, SendRequests asked)
    {
        if (new InvitationToSendQuery(_call.System).Read(invitationId) is not { } invitation)
        {
            return;
        }

        var step = SendDecision.Next(invitation.Facts, asked, invitation.Connection?.Facts, _call.Now);
        _call.Trace($"Invitation {invitation.Mail.Reference}: {Told(invitation.Facts.Status, invitation.Facts.Reason)}, {step.GetType().Name}.");
        switch (step)
        {
            case SendStep.Leave:
                if (invitation.Connection is { } connection && SendDecision.NeedsClock(invitation.Facts, _call.Now))
                {
                    new ConnectionNews(_call).NeedsClock(connection);
                }

                break;
            case SendStep.Write write:
                Write(invitation, write);
                break;
            case SendStep.PlanCase:
                PlanCase(invitation);
                break;
            case SendStep.PlanAgain:
                new PlanningAgain(_call).Run(invitation);
                break;
            case SendStep.TryAgain:
                _rows.TryAgain(invitation, _call.Now);
                break;
            case SendStep.GiveBack:
                new ContactReservation(_call).GiveBack(invitation);
                break;
            default:
                CallService(invitation, step);
                break;
        }
    }

    private void Write(InvitationToSend invitation, SendStep.Write write)
    {
        _rows.Write(invitation, write);
        _call.Trace($"Invitation {invitation.Mail.Reference}: now {Told(write.Status, write.Reason)}.");
        if (write.Status is InvitationStatus.Cancelled or InvitationStatus.Failed && write.Reason != InvitationReason.Uncertain)
        {
            new ContactReservation(_call).GiveBack(invitation);
        }
    }

    private static string Told(InvitationStatus status, InvitationReason? reason) => reason is null ? $"{status}" : $"{status} ({reason})";

    // Its own events got lost: the case is planned as if they had come. One decider also here.
    private void PlanCase(InvitationToSend invitation)
    {
        if (Guid.TryParse(invitation.CaseIdText, out var caseId))
        {
            new CaseConvergence(_call).Run(caseId, PlanEvent.ResolutionCreated);
        }
    }

    private void CallService(InvitationToSend invitation, SendStep step)
    {
        if (invitation.Connection is not { } connection)
        {
            return;
        }

        var place = new ServicePlace(_call, _tools.Connect);
        var found = place.Find(invitation.Facts, connection);
        using var service = found.Service;
        if (service is null)
        {
            if (step is SendStep.Send && found.Wait is SendStep.Write wait)
            {
                Write(invitation, wait);
            }

            return;
        }

        var exchange = new ServiceExchange(_call, _tools.Random, service, place);
        switch (step)
        {
            case SendStep.Send:
                exchange.Send(invitation, connection);
                break;
            case SendStep.SettleStuck when SendDecision.Stuck(invitation.Facts, service.Abilities) is SendStep.Write settled:
                Write(invitation, settled);
                break;
            case var _ when !SendDecision.MayAsk(connection.Facts, _call.Now):
                break;
            default:
                exchange.Ask(invitation, connection);
                break;
        }
    }
}
