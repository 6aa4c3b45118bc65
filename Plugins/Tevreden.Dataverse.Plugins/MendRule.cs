using System;
using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Rules;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Something changed that a rule depends on: one that is marked broken is looked at again, and once it is mended the cases that
/// failed because of it are planned again. Asynchronous steps on Update of <c>tvr_rule</c> and <c>tvr_survey</c>, and on Create,
/// Update and Delete of <c>tvr_fieldmapping</c>; those on Update and Delete of the last have a pre-image <c>PreImage</c> with its rule.
/// </summary>
public sealed class MendRule : PluginBase
{
    /// <summary>Used by the platform.</summary>
    public MendRule()
        : this(SystemClock.UtcNow)
    {
    }

    internal MendRule(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        if (call.Context.IsInTransaction)
        {
            throw new InvalidPluginExecutionException("A rule is looked at outside the transaction only. Register the step as asynchronous.");
        }

        foreach (var rule in Rules(call))
        {
            new RuleMending(call).Run(rule);
        }
    }

    private static IEnumerable<Guid> Rules(PluginCall call)
    {
        switch (call.Context.PrimaryEntityName)
        {
            case RuleTable.Table:
                return [call.Context.PrimaryEntityId];
            case SurveyTable.Table:
                return new RuleRowsQuery(call.System).OfSurvey(call.Context.PrimaryEntityId);
            default:
                var mapping = call.Context.MessageName == "Create" ? call.Target : call.PreImage("PreImage");
                return mapping.Id(FieldMappingTable.Rule) is { } rule ? [rule] : [];
        }
    }
}
