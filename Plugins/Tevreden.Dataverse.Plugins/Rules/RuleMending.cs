using System;
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
    // As many as one run can ask for in its two minutes, with room to spare.
    private const int MostAtOnce = 500;

    private static readonly TimeSpan AskedRecently = TimeSpan.FromMinutes(5);

    private readonly PluginCall _call;

    public RuleMending(PluginCall call) => _call = call;

    public void Run(Guid ruleId)
    {
        new RuleBook(_call).Forget();
        if (new ActiveRulesQuery(_call.System).Read(ruleId) is not { } rule)
        {
            return;
        }

        var alarm = new Alarm(_call);
        var subject = ruleId.ToString("D", CultureInfo.InvariantCulture);
        if (rule.BrokenBecause is not null && rule.IsActive)
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

        alarm.Close(AlertKind.RuleBroken, subject);
        PlanAgain(rule);
    }

    private string? Problem(RuleFacts rule) =>
        rule.Survey is null ? Explanations.RuleWithoutSurvey
        : !rule.Survey.Active ? Explanations.SurveyInactive
        : new RuleCheck(_call, null).Problem(rule);

    private void PlanAgain(RuleFacts rule)
    {
        var failed = new RuleRowsQuery(_call.System).FailedBy(rule.Id, _call.Now - rule.MaxAge, _call.Now - AskedRecently, MostAtOnce);
        foreach (var invitation in failed)
        {
            _call.System.Update(new Entity(InvitationTable.Table, invitation) { [InvitationTable.PlanRequestedOn] = _call.Now });
        }

        if (failed.Count == MostAtOnce)
        {
            // The event that this raises goes on where this run stopped.
            new RuleWrites(_call.System).Mark(rule.Id, rule.BrokenBecause);
        }

        _call.Trace($"Rule {rule.Id:D}: {failed.Count} invitations are planned again.");
    }
}
