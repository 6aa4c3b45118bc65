using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Two contacts or accounts were merged: if either had said no to surveys, the one that stays has. Asynchronous steps on Merge
/// of <c>contact</c> and <c>account</c>, so that an agent's merge never fails because of us; until they run, the sender looks at
/// who was merged itself.
/// </summary>
public sealed class KeepOptOut : PluginBase
{
    /// <summary>Used by the platform.</summary>
    public KeepOptOut()
        : this(SystemClock.UtcNow)
    {
    }

    internal KeepOptOut(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        if (call.Context.IsInTransaction)
        {
            throw new InvalidPluginExecutionException("An opt-out is kept outside the transaction only. Register the step as asynchronous.");
        }

        var stays = call.Input<EntityReference>("Target");
        if (new CustomersQuery(call.System).HasOptedOut(stays.LogicalName, call.Input<Guid>("SubordinateId")))
        {
            call.System.Update(new Entity(stays.LogicalName, stays.Id) { [CustomerColumns.DoNotSurvey] = true });
            call.Trace($"{stays.LogicalName} {stays.Id:D}: keeps the opt-out of the one that was merged into it.");
        }
    }
}
