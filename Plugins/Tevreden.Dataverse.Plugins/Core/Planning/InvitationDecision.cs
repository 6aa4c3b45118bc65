using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>What an administrator configured, as far as deciding depends on it.</summary>
/// <param name="Rules">The active rules, in any order.</param>
/// <param name="Locations">The locations of the service.</param>
/// <param name="TakesUtf8LocalPart">Whether the service takes e-mail addresses with other than ASCII signs before the @.</param>
internal sealed record Configuration(IReadOnlyList<RuleFacts> Rules, IReadOnlyList<LocationFacts> Locations, bool TakesUtf8LocalPart);

/// <summary>Everything that deciding about one resolution depends on, but for what the rules read of the case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Configuration">Rules and locations.</param>
/// <param name="Reference">The invitation's; null where there is no resolution yet, which no sample can leave out.</param>
/// <param name="ResolvedOn">When it was resolved, UTC.</param>
/// <param name="Now">The time, UTC.</param>
internal sealed record DecisionFacts(CaseFacts Case, Configuration Configuration, string? Reference, DateTime ResolvedOn, DateTime Now);

/// <summary>Whether, whom, when and with which survey to ask about one resolution that stands. Decided here and nowhere else.</summary>
internal static class InvitationDecision
{
    /// <param name="facts">What it depends on.</param>
    /// <param name="read">Tries a rule on the case. Asked in order, and not beyond the first rule that decides.</param>
    public static Outcome Decide(DecisionFacts facts, Func<RuleFacts, RuleReading> read)
    {
        foreach (var rule in facts.Configuration.Rules.Where(r => r.IsInForce(facts.ResolvedOn)).OrderBy(r => r.Order).ThenBy(r => r.Id))
        {
            if ((rule.BrokenBecause ?? RuleShape.Problem(rule)) is { } broken)
            {
                return Broken(Known(facts, rule), rule, broken);
            }

            switch (read(rule))
            {
                case RuleReading.Unreadable unreadable:
                    return Broken(Known(facts, rule), rule, Explanations.RuleUnreadable(unreadable.Problem));
                case RuleReading.Matches matches:
                    return ByRule(facts, rule, matches.Values);
            }
        }

        return Skip(
            Known(facts, null),
            InvitationReason.NoRuleMatched,
            facts.Configuration.Rules.Count == 0 ? Explanations.NoRules : Explanations.NoRuleMatched);
    }

    private static Outcome ByRule(DecisionFacts facts, RuleFacts rule, IReadOnlyDictionary<string, SourceValue> values)
    {
        var known = Known(facts, rule);
        if (rule.Survey is not { Active: true } survey)
        {
            return Broken(known, rule, rule.Survey is null ? Explanations.RuleWithoutSurvey : Explanations.SurveyInactive);
        }

        var language = LanguageChoice.Of(rule, survey, values);
        var location = LocationChoice.Of(rule, facts.Configuration.Locations, values);
        known = known with
        {
            Language = language.Code,
            LocationId = location.Location?.Id,
            Warning = Words.Together(language.Warning, location.Warning),
        };
        if (facts.Now - facts.ResolvedOn > rule.MaxAge)
        {
            return Skip(known, InvitationReason.TooLate, Explanations.TooLate(rule.MaxAge));
        }

        if (facts.Reference is { } reference && !Sampling.Takes(reference, rule.SamplingPercent))
        {
            return Skip(known, InvitationReason.SampledOut, Explanations.SampledOut(rule.SamplingPercent ?? 0));
        }

        var recipient = Recipients.Of(facts, rule, values);
        if (recipient.Email is not { } email)
        {
            return Skip(known, recipient.Reason, recipient.Explanation!);
        }

        var mapped = FieldMapping.Apply(rule.Mappings, values);
        if (mapped.Missing.Count > 0)
        {
            return Skip(known, InvitationReason.MappingIncomplete, Explanations.MappingIncomplete(rule.Name, mapped.Missing));
        }

        var content = new InvitationContent(rule.SenderName, rule.ReplyAddress, mapped.Fields) { Moments = mapped.Moments, LocationId = location.Location?.ExternalId };
        if (content.ToJson().Length > Lengths.InvitationPayload)
        {
            return Skip(known, InvitationReason.MappingIncomplete, Explanations.ContentTooLong(rule.Name, Longest(rule, mapped)));
        }

        var dueOn = rule.Window.Next(facts.ResolvedOn + rule.Delay);
        var planned = known with
        {
            Status = InvitationStatus.Planned,
            Explanation = dueOn > facts.Now ? Explanations.Due(dueOn) : null,
            Email = email,
            Content = content,
            DueOn = dueOn,
            ExpiresOn = dueOn + rule.Expiry,
        };
        return rule.PreviewOnly ? Skip(planned, InvitationReason.PreviewOnly, Explanations.PreviewOnly(rule.Name)) : planned;
    }

    private static string Longest(RuleFacts rule, MappedFields mapped)
    {
        var target = mapped.Fields.OrderByDescending(f => f.Value.Length).First().Key;
        return rule.Mappings.First(m => m.Target == target).Source;
    }

    private static Outcome Known(DecisionFacts facts, RuleFacts? rule) => new()
    {
        ContactId = Recipients.ContactOf(facts.Case, rule?.Recipient ?? Recipient.Contact)?.Id,
        AccountId = facts.Case.CustomerAccount?.Id,
        RuleId = rule?.Id,
        SurveyId = rule?.Survey?.Id,
        Language = rule?.Survey?.Language,
    };

    private static Outcome Broken(Outcome known, RuleFacts rule, Words because) => known with
    {
        Status = InvitationStatus.Failed,
        Reason = InvitationReason.RuleBroken,
        Explanation = Explanations.RuleBroken(rule.Name, because),
        BrokenBecause = because,
        RuleWasMarked = rule.BrokenBecause is not null,
    };

    private static Outcome Skip(Outcome known, InvitationReason reason, Words explanation) =>
        known with { Status = InvitationStatus.Skipped, Reason = reason, Explanation = explanation };
}
