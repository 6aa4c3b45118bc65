using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Invitations;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// The one sender. Asynchronous steps on Create of <c>tvr_invitation</c>, and on Update with filter on its three
/// "requested on" columns.
/// </summary>
public sealed class SendInvitation : PluginBase
{
    private readonly SenderTools _tools;

    /// <summary>Used by the platform.</summary>
    public SendInvitation()
        : this(SystemClock.UtcNow, new SenderTools(TevredenService.Connect, Chance.Next))
    {
    }

    internal SendInvitation(Func<DateTime> clock, SenderTools tools)
        : base(clock) => _tools = tools;

    private protected override void Run(PluginCall call)
    {
        // Inside a transaction a claim would be undone when a later step fails, after the mail went out.
        if (call.Context.IsInTransaction)
        {
            throw new InvalidPluginExecutionException("Sending runs outside the transaction only. Register the step as asynchronous.");
        }

        var requests = RequestsOf(call);
        if (requests != SendRequests.None)
        {
            new Sending(call, _tools).Run(call.Context.PrimaryEntityId, requests);
        }
    }

    private static SendRequests RequestsOf(PluginCall call)
    {
        if (call.Context.MessageName == "Create")
        {
            return call.Target.Choice(InvitationTable.Status) == (int)InvitationStatus.Planned ? SendRequests.Send : SendRequests.None;
        }

        // Only a person's request says when to try next: now. A clock asks for what is due.
        return Asked(call.Target, InvitationTable.SendRequestedOn, call.Target.Contains(InvitationTable.NextAttemptOn) ? SendRequests.Send | SendRequests.Retry : SendRequests.Send)
            | Asked(call.Target, InvitationTable.CancelRequestedOn, SendRequests.Cancel)
            | Asked(call.Target, InvitationTable.PlanRequestedOn, SendRequests.PlanAgain);
    }

    // Emptying a request is part of answering it, not another request.
    private static SendRequests Asked(Entity target, string column, SendRequests request) =>
        target.Time(column) is null ? SendRequests.None : request;
}
