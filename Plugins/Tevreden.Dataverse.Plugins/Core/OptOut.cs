namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// Who has said not to be asked. Looked at when planning, and again right before sending. Of contacts and accounts that were
/// merged the stricter counts; the explanation says where it stands, since the one that stayed doesn't show it.
/// </summary>
internal static class OptOut
{
    /// <summary>The explanation, or null when the contact may be asked.</summary>
    public static Words? Of(ContactFacts contact, AccountFacts? account, OptOutsHonoured honoured) =>
        OfSurveys(contact, account)
        ?? OfMail(contact.DoNotEmail, contact.DoNotBulkEmail, contact.DoNotSendMarketing, honoured)
        ?? OfMerged(contact, account, honoured);

    private static Words? OfSurveys(ContactFacts contact, AccountFacts? account) =>
        contact.DoNotSurvey ? Explanations.ContactDoesNotWantSurveys
        : account is { DoNotSurvey: true } ? Explanations.AccountDoesNotWantSurveys
        : contact.EmployerDoesNotWantSurveys ? Explanations.EmployerDoesNotWantSurveys
        : null;

    private static Words? OfMail(bool email, bool bulk, bool marketing, OptOutsHonoured honoured) =>
        email && honoured.DoNotEmail ? Explanations.ContactDoesNotWantEmail
        : bulk && honoured.DoNotBulkEmail ? Explanations.ContactDoesNotWantBulkEmail
        : marketing && honoured.DoNotSendMarketing ? Explanations.ContactDoesNotWantMarketing
        : null;

    private static Words? OfMerged(ContactFacts contact, AccountFacts? account, OptOutsHonoured honoured)
    {
        var said = contact.Merged;
        var ofContact = said.DoNotSurvey
            ? Explanations.ContactDoesNotWantSurveys
            : OfMail(said.DoNotEmail, said.DoNotBulkEmail, said.DoNotSendMarketing, honoured);
        return ofContact is not null ? Words.Together(ofContact, Explanations.SaidByMergedContact)
            : account is { MergedDoesNotWantSurveys: true } ? Words.Together(Explanations.AccountDoesNotWantSurveys, Explanations.SaidByMergedAccount)
            : null;
    }
}
