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

    public static readonly Words NotConnected = new(
        "The connection was never confirmed. Open the connection and press Test connection.",
        "De verbinding is nooit bevestigd. Open de verbinding en kies Verbinding testen.");

    public static readonly Words Paused = new(
        "Sending is paused on the connection.",
        "Versturen is op de verbinding gepauzeerd.");

    public static readonly Words TestRecipientInvalid = new(
        "The test recipient on the connection can't be a working e-mail address. Correct it, or empty it to send to customers.",
        "De testontvanger op de verbinding kan geen werkend e-mailadres zijn. Verbeter het, of maak het leeg om aan klanten te versturen.");

    public static readonly Words Uncertain = new(
        "The service may have received this, but its answer was lost. It is not sent again by itself: look at the service, and ask for sending only if it isn't there.",
        "De dienst heeft dit misschien ontvangen, maar het antwoord ging verloren. Het wordt niet vanzelf opnieuw verstuurd: kijk bij de dienst, en vraag alleen om versturen als het er niet is.");

    public static readonly Words Expired = new(
        "It could not be sent in time and is no longer wanted. Ask for sending to try anyway.",
        "Het kon niet op tijd worden verstuurd en hoeft niet meer. Vraag om versturen om het toch te proberen.");

    public static readonly Words KnownToService = new(
        "The service had this invitation already.",
        "De dienst had deze uitnodiging al.");

    public static readonly Words Duplicate = new(
        "The service says it has an invitation with this reference, which we never saw it take. Look at the service; ask for sending only if it isn't there.",
        "De dienst zegt al een uitnodiging met dit kenmerk te hebben, die wij haar nooit zagen aannemen. Kijk bij de dienst; vraag alleen om versturen als zij er niet is.");

    public static readonly Words AnswerLost = new(
        "The service's answer was lost. The service is asked whether it has this invitation.",
        "Het antwoord van de dienst ging verloren. De dienst wordt gevraagd of zij deze uitnodiging heeft.");

    public static readonly Words WorkerDied = new(
        "Sending was begun, and nothing was heard of it. It is sent again; the service recognises what it has.",
        "Het versturen was begonnen, en daarna is er niets meer van vernomen. Het wordt opnieuw verstuurd; de dienst herkent wat zij al heeft.");

    public static readonly Words StillBusy = new(
        "The service took it and is still busy. It is asked again.",
        "De dienst nam het aan en is nog bezig. Er wordt opnieuw gevraagd.");

    public static readonly Words ForgottenByService = new(
        "The service took this and no longer tells what became of it. Look at the service, and ask for sending only if it isn't there.",
        "De dienst nam dit aan en zegt niet meer wat ervan kwam. Kijk bij de dienst, en vraag alleen om versturen als het er niet is.");

    public static readonly Words NothingToSend = new(
        "The stored content of this invitation can't be read. Plan it again.",
        "De bewaarde inhoud van deze uitnodiging is niet te lezen. Plan haar opnieuw.");

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

    public static Words EnvironmentChanged(Words what, string confirmed, string found) => new(
        $"This environment isn't the confirmed one: {what.English} is '{found}', confirmed was '{confirmed}'. If that is right, press Test connection on the connection.",
        $"Dit is niet de bevestigde omgeving: {what.Dutch} is '{found}', bevestigd was '{confirmed}'. Klopt dat, kies dan Verbinding testen op de verbinding.");

    public static Words Suspended(Words? why) => new(
        $"The connection is suspended{(why is null ? string.Empty : ": " + why.English)}. Correct that and press Test connection.",
        $"De verbinding is opgeschort{(why is null ? string.Empty : ": " + why.Dutch)}. Verhelp dat en kies Verbinding testen.");

    public static Words Throttled(DateTime until) => new($"The service asked for a pause until {Time(until)}.", $"De dienst vroeg om een pauze tot {Time(until)}.");

    public static Words Retry(string problem, DateTime on, int attempts) => new(
        $"Attempt {Number(attempts)} failed ({problem}). The next one is at {Time(on)} or soon after.",
        $"Poging {Number(attempts)} mislukte ({problem}). De volgende is om {Time(on)} of kort daarna.");

    public static Words QuietPeriod(DateTime last, int days) => new(
        $"The contact was last invited on {Date(last)}, less than the rule's {Number(days)} days ago.",
        $"De contactpersoon is het laatst uitgenodigd op {Date(last)}, korter geleden dan de {Number(days)} dagen van de regel.");

        private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Date(DateTime on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime on) => on.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
