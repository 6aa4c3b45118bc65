using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Rules;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Refuses a rule or a field mapping that can't be evaluated, or that reads what its maker may not read. Synchronous steps
/// before the main operation on Create and Update of <c>tvr_rule</c> and <c>tvr_fieldmapping</c>; those on Update have a
/// pre-image <c>PreImage</c> with the columns that are checked.
/// </summary>
public sealed class CheckRule : PluginBase
{
    /// <summary>Used by the platform.</summary>
    public CheckRule()
        : this(SystemClock.UtcNow)
    {
    }

    internal CheckRule(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        var row = Saved(call);
        if (call.Context.PrimaryEntityName == RuleTable.Table)
        {
            new RuleSaving(call).CheckRule(row);
        }
        else if (row.Choice("statecode") is null or 0)
        {
            new RuleSaving(call).CheckMapping(row);
        }
    }

    // The row as it will be: what was there, with what is written over it.
    private static Entity Saved(PluginCall call)
    {
        var target = call.Target;
        if (call.Context.MessageName == "Create")
        {
            return target;
        }

        var row = new Entity(target.LogicalName, target.Id);
        row.Attributes.AddRange(call.PreImage("PreImage").Attributes);
        foreach (var column in target.Attributes)
        {
            row[column.Key] = column.Value;
        }

        return row;
    }
}
