using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Alerts;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>
/// Looks at a rule that is marked broken, and has its failed cases planned again once it no longer is. Marking it valid is an
/// event of its own, which does the planning: so whoever marks it, the cases follow.
/// </summary>
internal sealed class RuleMending
{
    private const int AtOnce = 500;

    private static readonly TimeSpan AskedRecently = TimeSpan.FromMinutes(5);

    // Half of what the platform gives a run.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    private readonly PluginCall _call;

    public RuleMending(PluginCall call) => _call = call;

    public void Run(Guid ruleId)
    {
        new RuleBook(_call).Forget();
        var alarm = new Alarm(_call);
        var subject = ruleId.ToString("D", CultureInfo.InvariantCulture);
        var rule = new ActiveRulesQuery(_call.System).Read(ruleId);
        if (rule is { BrokenBecause: not null, IsActive: true })
        {
            if (Problem(rule) is { } problem)
            {
                alarm.Raise(AlertKind.RuleBroken, subject, AlertTexts.RuleBroken(rule.Name, problem));
            }
            else
            {
                new RuleWrites(_call.System).Mark(ruleId, null);
            }

            return;
        }

        // A rule that is gone is switched off for good: its cases are left to the others, too.
        alarm.Close(AlertKind.RuleBroken, subject);
        PlanAgain(rule);
    }

    private Words? Problem(RuleFacts rule) =>
        rule.Survey is null ? Explanations.RuleWithoutSurvey
        : !rule.Survey.Active ? Explanations.SurveyInactive
        : new RuleCheck(_call, null).Problem(rule);

    private void PlanAgain(RuleFacts? rule)
    {
        var began = _call.Now;
        var query = new RuleRowsQuery(_call.System);
        var asked = 0;
        IReadOnlyList<Guid> failed;
        do
        {
            failed = query.FailedBy(rule?.Id, began - (rule?.MaxAge ?? RuleRows.DefaultMaxAge), began - AskedRecently, AtOnce);
            foreach (var invitation in failed)
            {
                _call.System.Update(new Entity(InvitationTable.Table, invitation) { [InvitationTable.PlanRequestedOn] = _call.Now });
            }

            asked += failed.Count;
        }
        while (failed.Count == AtOnce && _call.Now - began < LongestRun);

        if (failed.Count == AtOnce && rule is not null)
        {
            // The event that this raises goes on where this run stopped.
            new RuleWrites(_call.System).Mark(rule.Id, rule.BrokenBecause);
        }

        _call.Trace($"Rule {rule?.Id ?? Guid.Empty:D}: {asked} invitations are planned again.");
    }
}
