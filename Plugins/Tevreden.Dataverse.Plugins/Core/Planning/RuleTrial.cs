using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>A resolved case that a rule is tried on.</summary>
/// <param name="Case">The case.</param>
/// <param name="Reference">That its invitation has, or would have had.</param>
/// <param name="ResolvedOn">UTC.</param>
/// <param name="Reading">What trying the rule on it gave.</param>
internal sealed record TriedCase(CaseFacts Case, string Reference, DateTime ResolvedOn, RuleReading Reading);

/// <summary>What a rule would have made of a case.</summary>
internal sealed record TriedOutcome(CaseFacts Case, Outcome Outcome);

/// <summary>
/// What one rule would have done with cases of the past: as if each were decided when it was resolved, in that order, by this
/// rule alone, switched on and in force.
/// </summary>
internal static class RuleTrial
{
    public static IReadOnlyList<TriedOutcome> Of(RuleFacts rule, Configuration around, IEnumerable<TriedCase> cases)
    {
        var tried = rule with { ActiveFrom = null, ActiveUntil = null, PreviewOnly = false, BrokenBecause = null };
        var configuration = around with { Rules = [tried] };
        var lastInvited = new Dictionary<Guid, DateTime>();
        return cases.OrderBy(c => c.ResolvedOn).ThenBy(c => c.Reference, StringComparer.Ordinal).Select(c => new TriedOutcome(
            c.Case,
            Quiet(
                rule,
                InvitationDecision.Decide(new DecisionFacts(c.Case, configuration, c.Reference, c.ResolvedOn, c.ResolvedOn), _ => c.Reading),
                lastInvited))).ToList();
    }

    private static Outcome Quiet(RuleFacts rule, Outcome outcome, Dictionary<Guid, DateTime> lastInvited)
    {
        if (outcome is not { Status: InvitationStatus.Planned, ContactId: { } contact, DueOn: { } due })
        {
            return outcome;
        }

        if (lastInvited.TryGetValue(contact, out var last) && last > due - TimeSpan.FromDays(rule.QuietPeriodDays))
        {
            return outcome with
            {
                Status = InvitationStatus.Skipped,
                Reason = InvitationReason.QuietPeriod,
                Explanation = Explanations.QuietPeriod(last, rule.QuietPeriodDays),
            };
        }

        lastInvited[contact] = due;
        return outcome;
    }
}
