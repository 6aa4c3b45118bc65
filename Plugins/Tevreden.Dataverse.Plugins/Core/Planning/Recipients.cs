using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>The address to ask at, or why there is none.</summary>
internal sealed record RecipientChoice(string? Email, InvitationReason Reason, Words? Explanation);

/// <summary>Whom a case is asked about.</summary>
internal static class Recipients
{
    /// <summary>The contact; null where the case leads to none.</summary>
    public static ContactFacts? ContactOf(CaseFacts theCase, Recipient wanted) => wanted == Recipient.PrimaryContact
        ? theCase.CustomerAccount?.PrimaryContact
        : theCase.PrimaryContact ?? theCase.CustomerContact ?? theCase.CustomerAccount?.PrimaryContact;

    public static RecipientChoice Of(DecisionFacts facts, RuleFacts rule, IReadOnlyDictionary<string, SourceValue> values)
    {
        if (ContactOf(facts.Case, rule.Recipient) is not { } contact)
        {
            return None(InvitationReason.NoEmail, rule.Recipient == Recipient.PrimaryContact ? Explanations.NoPrimaryContact : Explanations.NoContact);
        }

        if (OptOut.Of(contact, facts.Case.CustomerAccount, rule.Honours) is { } optOut)
        {
            return None(InvitationReason.OptedOut, optOut);
        }

        var typed = RuleShape.EmailSource(rule, facts.Case, contact) is { } source
            ? values.TryGetValue(source, out var value) ? value.Raw : null
            : contact.Emails.FirstOrDefault(e => !string.IsNullOrWhiteSpace(e));
        if (string.IsNullOrWhiteSpace(typed))
        {
            return None(InvitationReason.NoEmail, rule.EmailColumn is { } column ? Explanations.NoEmailIn(column) : Explanations.NoEmail);
        }

        return EmailAddress.Normalise(typed!, facts.Configuration.TakesUtf8LocalPart) is { } email
            ? new RecipientChoice(email, default, null)
            : None(InvitationReason.InvalidEmail, Explanations.InvalidEmail);
    }

    private static RecipientChoice None(InvitationReason reason, Words explanation) => new(null, reason, explanation);
}
