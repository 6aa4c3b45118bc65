namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>Who has said not to be asked. Looked at when planning, and again right before sending.</summary>
internal static class OptOut
{
    /// <summary>The explanation, or null when the contact may be asked.</summary>
    public static string? Of(ContactFacts contact, AccountFacts? account)
    {
        if (contact.DoNotSurvey)
        {
            return Explanations.ContactDoesNotWantSurveys;
        }

        if (contact.DoNotEmail)
        {
            return Explanations.ContactDoesNotWantEmail;
        }

        return account is { DoNotSurvey: true } ? Explanations.AccountDoesNotWantSurveys : null;
    }
}
