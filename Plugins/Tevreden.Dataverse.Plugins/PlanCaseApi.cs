using System;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Custom API <c>tvr_PlanCase</c>: sets the invitations of one case right. It runs inside a transaction, so every fault
/// travels, also that another worker was faster: the caller asks again. What is new is decided by the sender's job, which runs
/// outside of one.
/// </summary>
public sealed class PlanCaseApi : PluginBase
{
    /// <summary>Used by the platform.</summary>
    public PlanCaseApi()
        : this(SystemClock.UtcNow)
    {
    }

    internal PlanCaseApi(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call) =>
        call.Context.OutputParameters[CustomApis.Written] =
            new CaseConvergence(call).RunInTransaction(call.Input<Guid>(CustomApis.CaseId), PlanEvent.Reconcile);
}
