using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>Whether, whom, when and with which survey to ask about one resolution that stands. Decided here and nowhere else.</summary>
internal static class InvitationDecision
{
    /// <param name="theCase">The case, Resolved.</param>
    /// <param name="rules">The active rules, in any order.</param>
    /// <param name="resolvedOn">When it was resolved, UTC.</param>
    /// <param name="now">The time, UTC.</param>
    public static Outcome Decide(CaseFacts theCase, IReadOnlyList<RuleFacts> rules, DateTime resolvedOn, DateTime now)
    {
        var contact = theCase.PrimaryContact ?? theCase.CustomerContact ?? theCase.CustomerAccount?.PrimaryContact;
        var known = new Outcome { ContactId = contact?.Id, AccountId = theCase.CustomerAccount?.Id };

        var rule = rules.OrderBy(r => r.Order).ThenBy(r => r.Id).FirstOrDefault();
        if (rule is null)
        {
            return Skip(known, InvitationReason.NoRuleMatched, Explanations.NoRuleMatched);
        }

        known = known with { RuleId = rule.Id, SurveyId = rule.Survey?.Id, Language = rule.Survey?.Language };
        if (WhyBroken(rule, theCase.MappingsUnreadable) is { } broken)
        {
            return known with { Status = InvitationStatus.Failed, Reason = InvitationReason.RuleBroken, Explanation = broken };
        }

        if (now - resolvedOn > rule.MaxAge)
        {
            return Skip(known, InvitationReason.TooLate, Explanations.TooLate(rule.MaxAge));
        }

        if (contact is null)
        {
            return Skip(known, InvitationReason.NoEmail, Explanations.NoContact);
        }

        if (OptOut.Of(contact, theCase.CustomerAccount) is { } optOut)
        {
            return Skip(known, InvitationReason.OptedOut, optOut);
        }

        var typed = contact.Emails.FirstOrDefault(e => !string.IsNullOrWhiteSpace(e));
        if (typed is null)
        {
            return Skip(known, InvitationReason.NoEmail, Explanations.NoEmail);
        }

        if (EmailAddress.Normalise(typed) is not { } email)
        {
            return Skip(known, InvitationReason.InvalidEmail, Explanations.InvalidEmail);
        }

        var mapped = FieldMapping.Apply(rule.Mappings, theCase.Values);
        if (mapped.Missing.Count > 0)
        {
            return Skip(known, InvitationReason.MappingIncomplete, Explanations.MappingIncomplete(rule.Name, mapped.Missing));
        }

        var dueOn = resolvedOn + rule.Delay;
        return known with
        {
            Status = InvitationStatus.Planned,
            Explanation = dueOn > now ? Explanations.Due(dueOn) : null,
            Email = email,
            Content = new InvitationContent(rule.SenderName, rule.ReplyAddress, mapped.Fields),
            DueOn = dueOn,
            ExpiresOn = dueOn + rule.Expiry,
        };
    }

    private static string? WhyBroken(RuleFacts rule, bool mappingsUnreadable)
    {
        if (rule.Survey is null)
        {
            return Explanations.RuleWithoutSurvey(rule.Name);
        }

        if (!rule.Survey.Active)
        {
            return Explanations.SurveyInactive(rule.Name);
        }

        if (rule.Mappings.FirstOrDefault(m => !CaseLookups.Knows(m.Source)) is { } unknown)
        {
            return Explanations.RulePath(rule.Name, unknown.Source);
        }

        if (rule.Mappings.GroupBy(m => m.Target, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return Explanations.RuleTargetTwice(rule.Name, twice.Key);
        }

        return mappingsUnreadable && rule.Mappings.Count > 0 ? Explanations.RuleColumns(rule.Name) : null;
    }

    private static Outcome Skip(Outcome known, InvitationReason reason, string explanation) =>
        known with { Status = InvitationStatus.Skipped, Reason = reason, Explanation = explanation };
}
