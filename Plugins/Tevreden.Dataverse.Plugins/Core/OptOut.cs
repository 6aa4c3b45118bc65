namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>Who has said not to be asked. Looked at when planning, and again right before sending.</summary>
internal static class OptOut
{
    /// <summary>The explanation, or null when the contact may be asked.</summary>
    public static string? Of(ContactFacts contact, AccountFacts? account, OptOutsHonoured honoured)
    {
        if (contact.DoNotSurvey)
        {
            return Explanations.ContactDoesNotWantSurveys;
        }

        if (account is { DoNotSurvey: true })
        {
            return Explanations.AccountDoesNotWantSurveys;
        }

        if (contact.DoNotEmail && honoured.DoNotEmail)
        {
            return Explanations.ContactDoesNotWantEmail;
        }

        if (contact.DoNotBulkEmail && honoured.DoNotBulkEmail)
        {
            return Explanations.ContactDoesNotWantBulkEmail;
        }

        return contact.DoNotSendMarketing && honoured.DoNotSendMarketing ? Explanations.ContactDoesNotWantMarketing : null;
    }
}
