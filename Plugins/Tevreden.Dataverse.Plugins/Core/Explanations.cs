using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// The sentences that people read on an invitation: what happened, and where something can be done, what. The one place
/// for them. They never hold an e-mail address or a person's name. A rule's or column's name is configuration and may appear.
/// </summary>
internal static partial class Explanations
{
    private static readonly Regex Address = new("[^\\s<>()\\[\\],;:\"']+@[^\\s<>()\\[\\],;:\"']+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static readonly Words NoRules = new(
        "There is no active rule. Make one, or activate one, and plan again.",
        "Er is geen actieve regel. Maak er een, of activeer er een, en plan opnieuw.");

    public static readonly Words NoRuleMatched = new(
        "No active rule is for a case like this one. Widen the filter or the period of a rule, or make another, and plan again.",
        "Geen actieve regel is voor een aanvraag als deze. Verruim het filter of de periode van een regel, of maak er een bij, en plan opnieuw.");

    public static readonly Words NoContact = new(
        "The case has no contact, and its customer has none either. Fill in the case's contact and plan again.",
        "De aanvraag heeft geen contactpersoon, en de klant ook niet. Vul de contactpersoon van de aanvraag in en plan opnieuw.");

    public static readonly Words NoPrimaryContact = new(
        "The account of the case has no primary contact. Fill one in and plan again.",
        "Het account van de aanvraag heeft geen primaire contactpersoon. Vul die in en plan opnieuw.");

    public static readonly Words NoEmail = new(
        "The contact has no e-mail address. Fill one in and plan again.",
        "De contactpersoon heeft geen e-mailadres. Vul dat in en plan opnieuw.");

    public static readonly Words InvalidEmail = new(
        "The contact's e-mail address can't be a working one. Correct it and plan again.",
        "Het e-mailadres van de contactpersoon kan niet werken. Verbeter het en plan opnieuw.");

    public static readonly Words ContactDoesNotWantSurveys = new(
        "The contact is marked as not wanting surveys.",
        "Bij de contactpersoon staat: geen enquêtes.");

    public static readonly Words ContactDoesNotWantEmail = new(
        "The contact is marked as not wanting e-mail.",
        "Bij de contactpersoon staat: geen e-mail.");

    public static readonly Words ContactDoesNotWantBulkEmail = new(
        "The contact is marked as not wanting bulk e-mail, which the rule honours.",
        "Bij de contactpersoon staat: geen bulkmail, en de regel houdt daar rekening mee.");

    public static readonly Words ContactDoesNotWantMarketing = new(
        "The contact is marked as not wanting marketing material, which the rule honours.",
        "Bij de contactpersoon staat: geen marketingmateriaal, en de regel houdt daar rekening mee.");

    public static readonly Words AccountDoesNotWantSurveys = new(
        "The account is marked as not wanting surveys.",
        "Bij het account staat: geen enquêtes.");

    public static readonly Words EmployerDoesNotWantSurveys = new(
        "The account that the contact belongs to is marked as not wanting surveys.",
        "Bij het account waar de contactpersoon bij hoort staat: geen enquêtes.");

    public static readonly Words SaidByMergedContact = new(
        "That was said of a contact that was merged into this one.",
        "Dat was gezegd van een contactpersoon die met deze is samengevoegd.");

    public static readonly Words SaidByMergedAccount = new(
        "That was said of an account that was merged into this one.",
        "Dat was gezegd van een account dat met dit account is samengevoegd.");

    public static readonly Words ContactDeleted = new(
        "The contact was deleted after this was planned, so nobody is asked.",
        "De contactpersoon is verwijderd nadat dit was gepland, dus er wordt niemand gevraagd.");

    public static readonly Words ResolvedBeforeConnection = new(
        "The case was resolved before the connection was made, so nobody is asked about it.",
        "De aanvraag was opgelost voordat de verbinding er was, dus er wordt niemand over gevraagd.");

    public static readonly Words ToBeDecided = new(
        "Found by reconcile; what becomes of it is decided in a moment.",
        "Gevonden bij de controle; wat ervan wordt, wordt zo meteen beslist.");

    public static readonly Words SentAtOnce = new(
        "An invitation goes out at once.",
        "Er wordt meteen een uitnodiging verstuurd.");

    public static readonly Words SampleUnknown = new(
        "The rule asks about a sample of its cases; whether this one is in it is known once it is resolved.",
        "De regel vraagt naar een steekproef van de aanvragen; of deze daarbij hoort is bekend zodra zij is opgelost.");

    public static readonly Words NoSuchCase = new(
        "There is no such case, or you may not read it.",
        "Er is geen aanvraag met dit id, of u mag haar niet lezen.");

    public static readonly Words NoSuchRule = new(
        "There is no such rule.",
        "Er is geen regel met dit id.");

    public static readonly Words CancelledByPerson = new(
        "Somebody cancelled this invitation before it was sent.",
        "Iemand heeft deze uitnodiging geannuleerd voordat zij was verstuurd.");

    public static Words NotCurrent(InvitationReason reason) => reason switch
    {
        InvitationReason.CaseCancelled => new("The case was cancelled after this resolution.", "De aanvraag is na deze oplossing geannuleerd."),
        InvitationReason.CaseMerged => new("The case was merged into another one after this resolution.", "De aanvraag is na deze oplossing met een andere samengevoegd."),
        InvitationReason.CaseDeleted => new("The case was deleted.", "De aanvraag is verwijderd."),
        _ => new("The case was reopened after this resolution.", "De aanvraag is na deze oplossing heropend."),
    };

    public static Words NoEmailIn(string column) => new(
        $"The contact has no e-mail address in '{column}', the column that the rule takes it from. Fill it in and plan again.",
        $"De contactpersoon heeft geen e-mailadres in '{column}', de kolom waar de regel het uit haalt. Vul het in en plan opnieuw.");

    public static Words TooLate(TimeSpan maxAge) => new(
        $"The case was resolved more than {Number(maxAge.TotalDays)} days before this was planned; the rule asks only about newer ones.",
        $"De aanvraag was meer dan {Number(maxAge.TotalDays)} dagen opgelost toen dit werd gepland; de regel vraagt alleen naar nieuwere.");

    public static Words SampledOut(int percent) => new(
        $"The rule asks about {percent} in 100 cases, and this is none of them.",
        $"De regel vraagt naar {percent} op de 100 aanvragen, en deze hoort daar niet bij.");

    public static Words PreviewOnly(string rule) => new(
        $"The rule '{rule}' is for preview only: this is what would have been sent.",
        $"De regel '{rule}' is alleen voor een voorbeeld: dit zou zijn verstuurd.");

    public static Words MappingIncomplete(string rule, IEnumerable<string> sources) => new(
        $"The rule '{rule}' requires values that this case doesn't have: {string.Join(", ", sources)}. Fill them in, or give the mapping a default, and plan again.",
        $"De regel '{rule}' vereist waarden die deze aanvraag niet heeft: {string.Join(", ", sources)}. Vul ze in, of geef de koppeling een standaardwaarde, en plan opnieuw.");

    public static Words ContentTooLong(string rule, string longest) => new(
        $"The values that the rule '{rule}' sends along are too long to keep, above all '{longest}'. Shorten it, or take that mapping off the rule, and plan again.",
        $"De waarden die de regel '{rule}' meestuurt zijn te lang om te bewaren, vooral '{longest}'. Kort die in, of haal die koppeling van de regel, en plan opnieuw.");

    public static Words Due(DateTime on) => new($"Goes out at {Time(on)} or soon after.", $"Wordt verstuurd om {Time(on)} of kort daarna.");

    public static Words QuietPeriod(DateTime last, int days) => new(
        $"The contact was last invited on {Date(last)}, less than the rule's {Number(days)} days ago.",
        $"De contactpersoon is het laatst uitgenodigd op {Date(last)}, korter geleden dan de {Number(days)} dagen van de regel.");

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Date(DateTime on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime on) => on.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
