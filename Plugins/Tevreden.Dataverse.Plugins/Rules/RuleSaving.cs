using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>
/// Refuses a rule or a field mapping that can't be evaluated. Each is checked by itself, so that of several faults one can be
/// mended at a time; only what they share, the number of joins and the targets, is looked at together.
/// </summary>
internal sealed class RuleSaving
{
    private readonly PluginCall _call;
    private readonly bool _dutch;

    public RuleSaving(PluginCall call)
    {
        _call = call;

        // Read first: once a check has failed, the transaction takes no further request.
        _dutch = Words.IsDutch(new LanguageQuery(call.System).OfUser(call.Context.InitiatingUserId));
    }

    /// <exception cref="InvalidPluginExecutionException">What is wrong, in the language of the person who saves.</exception>
    public void CheckRule(Entity row)
    {
        var rule = RuleRows.Facts(row, null, []);
        Demand(new RuleCheck(_call, _call.Context.InitiatingUserId).Problem(rule)
            ?? RuleShape.JoinProblem(rule with { Mappings = Facts(new MappingsQuery(_call.System).Read(row.Id)) }));
    }

    /// <exception cref="InvalidPluginExecutionException">What is wrong, in the language of the person who saves.</exception>
    public void CheckMapping(Entity row)
    {
        var mapping = RuleRows.Mapping(row, string.Empty);
        Demand(mapping.Target.Length == 0 ? Explanations.TargetEmpty : null);

        // Without a rule it is of no use yet; with one it is checked when it gets it.
        if (row.Id(FieldMappingTable.Rule) is not { } ruleId || new ActiveRulesQuery(_call.System).Read(ruleId) is not { } rule)
        {
            return;
        }

        var others = new MappingsQuery(_call.System).Read(ruleId).Where(m => m.Id != row.Id);
        var alone = new RuleFacts(rule.Id, rule.Name, rule.Order, null, default, default, default, null, null, [mapping]);
        var together = rule with { Mappings = [.. Facts(others), mapping] };
        Demand(new RuleCheck(_call, _call.Context.InitiatingUserId).Problem(alone) ?? RuleShape.TargetProblem(together) ?? RuleShape.JoinProblem(together));
    }

    private static List<MappingFacts> Facts(IEnumerable<Entity> mappings) => mappings.Select(m => RuleRows.Mapping(m, string.Empty)).ToList();

    private void Demand(Words? problem)
    {
        if (problem is not null)
        {
            throw new InvalidPluginExecutionException(Explanations.NotSaved(problem).In(_dutch));
        }
    }
}
