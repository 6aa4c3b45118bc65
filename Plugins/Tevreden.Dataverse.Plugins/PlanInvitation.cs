using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// A case was resolved, reopened, cancelled or merged. Asynchronous steps on Create of <c>incidentresolution</c>, and on
/// Update of <c>incident</c> with filter <c>statecode</c> and a pre-image <c>PreImage</c> that holds it.
/// </summary>
public sealed class PlanInvitation : PluginBase
{
    private const string Resolution = "incidentresolution";

    /// <summary>Used by the platform.</summary>
    public PlanInvitation()
        : this(SystemClock.UtcNow)
    {
    }

    internal PlanInvitation(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        if (call.Context.IsInTransaction)
        {
            throw new InvalidPluginExecutionException("Planning runs outside the transaction only. Register the step as asynchronous.");
        }

        if (call.Context.PrimaryEntityName == Resolution)
        {
            var caseId = call.Target.Id("incidentid")
                ?? throw new InvalidPluginExecutionException("Expected 'incidentid' on the resolution row that was created.");
            new CaseConvergence(call).Run(caseId, PlanEvent.ResolutionCreated);
        }
        else
        {
            new CaseConvergence(call).Run(call.Context.PrimaryEntityId, StateChange(call));
        }
    }

    private static PlanEvent StateChange(PluginCall call) => PlanEvent.StateChanged(
        call.Context.OperationCreatedOn,
        (CaseState?)call.PreImage("PreImage").Choice("statecode"),
        (CaseState?)call.Target.Choice("statecode"));
}
