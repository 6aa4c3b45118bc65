using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Alerts;
using Tevreden.Dataverse.Plugins.Connections;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Somebody ended a pause or changed the test recipient, or a runner gave a sign of life. Asynchronous step on Update of
/// <c>tvr_connection</c> with filter on these columns.
/// </summary>
public sealed class ConnectionChanged : PluginBase
{
    /// <summary>Used by the platform.</summary>
    public ConnectionChanged()
        : this(SystemClock.UtcNow)
    {
    }

    internal ConnectionChanged(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        // Raising an alert catches faults, which dooms a transaction.
        if (call.Context.IsInTransaction)
        {
            throw new InvalidPluginExecutionException("The connection is looked after outside the transaction only. Register the step as asynchronous.");
        }

        var target = call.Target;
        if ((target.Contains(ConnectionTable.Paused) && !target.Yes(ConnectionTable.Paused)) || target.Contains(ConnectionTable.TestRecipient))
        {
            new WaitingInvitations(call).Ask();
        }

        if (target.Time(ConnectionTable.RunnerLastSeenOn) is not null)
        {
            new HealthCheck(call).Run();
        }
    }
}
