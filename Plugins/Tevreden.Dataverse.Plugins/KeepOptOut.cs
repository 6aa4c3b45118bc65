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

        var target = call.Input<EntityReference>("Target");
        var gone = call.Input<Guid>("SubordinateId");
        var customers = new CustomersQuery(call.System);
        if (!customers.HasOptedOut(target.LogicalName, gone))
        {
            return;
        }

        var stays = customers.Survivor(target.LogicalName, target.Id);
        call.System.Update(new Entity(target.LogicalName, stays) { [CustomerColumns.DoNotSurvey] = true });

        // The mark moves: left where nobody sees it, it would go on counting after somebody took it off the one that stays.
        call.System.Update(new Entity(target.LogicalName, gone) { [CustomerColumns.DoNotSurvey] = false });
        call.Trace($"{target.LogicalName} {stays:D}: keeps the opt-out of the one that was merged into it.");
    }
}
