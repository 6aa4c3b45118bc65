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
/// Each is two lines, English and Dutch: a row is written once, by SYSTEM, and read by people of either language. Who answers
/// one person takes that person's line (<see cref="In"/>).
/// </summary>
internal static partial class Explanations
{
    /// <summary>Parts the English line from the Dutch one.</summary>
    private const string Nl = "\n";

    private static readonly Regex Address = new("[^\\s<>()\\[\\],;:\"']+@[^\\s<>()\\[\\],;:\"']+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public const string NoRules = "There is no active rule. Make one, or activate one, and plan again."
        + Nl + "Er is geen actieve regel. Maak er een, of activeer er een, en plan opnieuw.";

    public const string NoRuleMatched = "No active rule is for a case like this one. Widen the filter or the period of a rule, or make another, and plan again."
        + Nl + "Geen actieve regel is voor een aanvraag als deze. Verruim het filter of de periode van een regel, of maak er een bij, en plan opnieuw.";

    public const string NoContact = "The case has no contact, and its customer has none either. Fill in the case's contact and plan again."
        + Nl + "De aanvraag heeft geen contactpersoon, en de klant ook niet. Vul de contactpersoon van de aanvraag in en plan opnieuw.";

    public const string NoPrimaryContact = "The account of the case has no primary contact. Fill one in and plan again."
        + Nl + "Het account van de aanvraag heeft geen primaire contactpersoon. Vul die in en plan opnieuw.";

    public const string NoEmail = "The contact has no e-mail address. Fill one in and plan again."
        + Nl + "De contactpersoon heeft geen e-mailadres. Vul dat in en plan opnieuw.";

    public const string InvalidEmail = "The contact's e-mail address can't be a working one. Correct it and plan again."
        + Nl + "Het e-mailadres van de contactpersoon kan niet werken. Verbeter het en plan opnieuw.";

    public const string ContactDoesNotWantSurveys = "The contact is marked as not wanting surveys."
        + Nl + "Bij de contactpersoon staat: geen enquêtes.";

    public const string ContactDoesNotWantEmail = "The contact is marked as not wanting e-mail."
        + Nl + "Bij de contactpersoon staat: geen e-mail.";

    public const string ContactDoesNotWantBulkEmail = "The contact is marked as not wanting bulk e-mail, which the rule honours."
        + Nl + "Bij de contactpersoon staat: geen bulkmail, en de regel houdt daar rekening mee.";

    public const string ContactDoesNotWantMarketing = "The contact is marked as not wanting marketing material, which the rule honours."
        + Nl + "Bij de contactpersoon staat: geen marketingmateriaal, en de regel houdt daar rekening mee.";

    public const string AccountDoesNotWantSurveys = "The account is marked as not wanting surveys."
        + Nl + "Bij het account staat: geen enquêtes.";

    public const string EmployerDoesNotWantSurveys = "The account that the contact belongs to is marked as not wanting surveys."
        + Nl + "Bij het account waar de contactpersoon bij hoort staat: geen enquêtes.";

    public const string SaidByMergedContact = "That was said of a contact that was merged into this one."
        + Nl + "Dat was gezegd van een contactpersoon die met deze is samengevoegd.";

    public const string SaidByMergedAccount = "That was said of an account that was merged into this one."
        + Nl + "Dat was gezegd van een account dat met dit account is samengevoegd.";

    public const string ContactDeleted = "The contact was deleted after this was planned, so nobody is asked."
        + Nl + "De contactpersoon is verwijderd nadat dit was gepland, dus er wordt niemand gevraagd.";

    public const string ResolvedBeforeConnection = "The case was resolved before the connection was made, so nobody is asked about it."
        + Nl + "De aanvraag was opgelost voordat de verbinding er was, dus er wordt niemand over gevraagd.";

    public const string ToBeDecided = "Found by reconcile; what becomes of it is decided in a moment."
        + Nl + "Gevonden bij de controle; wat ervan wordt, wordt zo meteen beslist.";

    public const string SentAtOnce = "An invitation goes out at once."
        + Nl + "Er wordt meteen een uitnodiging verstuurd.";

    public const string SampleUnknown = "The rule asks about a sample of its cases; whether this one is in it is known once it is resolved."
        + Nl + "De regel vraagt naar een steekproef van de aanvragen; of deze daarbij hoort is bekend zodra zij is opgelost.";

    public const string NoSuchCase = "There is no such case, or you may not read it."
        + Nl + "Er is geen aanvraag met dit id, of u mag haar niet lezen.";

    public const string NoSuchRule = "There is no such rule."
        + Nl + "Er is geen regel met dit id.";

    public const string CancelledByPerson = "Somebody cancelled this invitation before it was sent."
        + Nl + "Iemand heeft deze uitnodiging geannuleerd voordat zij was verstuurd.";

    public const string NotConnected = "The connection was never confirmed. Open the connection and press Test connection."
        + Nl + "De verbinding is nooit bevestigd. Open de verbinding en kies Verbinding testen.";

    public const string Paused = "Sending is paused on the connection."
        + Nl + "Versturen is op de verbinding gepauzeerd.";

    public const string TestRecipientInvalid = "The test recipient on the connection can't be a working e-mail address. Correct it, or empty it to send to customers."
        + Nl + "De testontvanger op de verbinding kan geen werkend e-mailadres zijn. Verbeter het, of maak het leeg om aan klanten te versturen.";

    public const string Uncertain = "The service may have received this, but its answer was lost. It is not sent again by itself: look at the service, and ask for sending only if it isn't there."
        + Nl + "De dienst heeft dit misschien ontvangen, maar het antwoord ging verloren. Het wordt niet vanzelf opnieuw verstuurd: kijk bij de dienst, en vraag alleen om versturen als het er niet is.";

    public const string Expired = "It could not be sent in time and is no longer wanted. Ask for sending to try anyway."
        + Nl + "Het kon niet op tijd worden verstuurd en hoeft niet meer. Vraag om versturen om het toch te proberen.";

    public const string KnownToService = "The service had this invitation already."
        + Nl + "De dienst had deze uitnodiging al.";

    public const string Duplicate = "The service says it has an invitation with this reference, which we never saw it take. Look at the service; ask for sending only if it isn't there."
        + Nl + "De dienst zegt al een uitnodiging met dit kenmerk te hebben, die wij haar nooit zagen aannemen. Kijk bij de dienst; vraag alleen om versturen als zij er niet is.";

    public const string AnswerLost = "The service's answer was lost. The service is asked whether it has this invitation."
        + Nl + "Het antwoord van de dienst ging verloren. De dienst wordt gevraagd of zij deze uitnodiging heeft.";

    public const string WorkerDied = "Sending was begun, and nothing was heard of it. It is sent again; the service recognises what it has."
        + Nl + "Het versturen was begonnen, en daarna is er niets meer van vernomen. Het wordt opnieuw verstuurd; de dienst herkent wat zij al heeft.";

    public const string StillBusy = "The service took it and is still busy. It is asked again."
        + Nl + "De dienst nam het aan en is nog bezig. Er wordt opnieuw gevraagd.";

    public const string ForgottenByService = "The service took this and no longer tells what became of it. Look at the service, and ask for sending only if it isn't there."
        + Nl + "De dienst nam dit aan en zegt niet meer wat ervan kwam. Kijk bij de dienst, en vraag alleen om versturen als het er niet is.";

    public const string NothingToSend = "The stored content of this invitation can't be read. Plan it again."
        + Nl + "De bewaarde inhoud van deze uitnodiging is niet te lezen. Plan haar opnieuw.";

    /// <summary>One person's line; the only one, where there is but one.</summary>
    /// <param name="text">An explanation.</param>
    /// <param name="dutch">Whether that person reads Dutch.</param>
    public static string In(string text, bool dutch)
    {
        var lines = text.Split('\n');
        return dutch && lines.Length > 1 ? lines[1] : lines[0];
    }

    /// <summary>Several as one: the English lines, then the Dutch ones; null where there is none.</summary>
    public static string? Together(params string?[] texts)
    {
        var filled = texts.OfType<string>().ToList();
        return filled.Count == 0 ? null : Two(string.Join(" ", filled.Select(t => In(t, false))), string.Join(" ", filled.Select(t => In(t, true))));
    }

    /// <summary>Cuts each line so that both fit.</summary>
    public static string? Shorten(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        var each = (length - Nl.Length) / 2;
        return Two(Cut(In(text, false), each), Cut(In(text, true), each));
    }

    /// <summary>The beginning of a text; never half a sign, which the platform refuses.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text.Substring(0, length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);

    public static string NotCurrent(InvitationReason reason) => reason switch
    {
        InvitationReason.CaseCancelled => Two("The case was cancelled after this resolution.", "De aanvraag is na deze oplossing geannuleerd."),
        InvitationReason.CaseMerged => Two("The case was merged into another one after this resolution.", "De aanvraag is na deze oplossing met een andere samengevoegd."),
        InvitationReason.CaseDeleted => Two("The case was deleted.", "De aanvraag is verwijderd."),
        _ => Two("The case was reopened after this resolution.", "De aanvraag is na deze oplossing heropend."),
    };

    public static string NoEmailIn(string column) => Two(
        $"The contact has no e-mail address in '{column}', the column that the rule takes it from. Fill it in and plan again.",
        $"De contactpersoon heeft geen e-mailadres in '{column}', de kolom waar de regel het uit haalt. Vul het in en plan opnieuw.");

    public static string TooLate(TimeSpan maxAge) => Two(
        $"The case was resolved more than {Number(maxAge.TotalDays)} days before this was planned; the rule asks only about newer ones.",
        $"De aanvraag was meer dan {Number(maxAge.TotalDays)} dagen opgelost toen dit werd gepland; de regel vraagt alleen naar nieuwere.");

    public static string SampledOut(int percent) => Two(
        $"The rule asks about {percent} in 100 cases, and this is none of them.",
        $"De regel vraagt naar {percent} op de 100 aanvragen, en deze hoort daar niet bij.");

    public static string PreviewOnly(string rule) => Two(
        $"The rule '{rule}' is for preview only: this is what would have been sent.",
        $"De regel '{rule}' is alleen voor een voorbeeld: dit zou zijn verstuurd.");

    public static string MappingIncomplete(string rule, IEnumerable<string> sources) => Two(
        $"The rule '{rule}' requires values that this case doesn't have: {string.Join(", ", sources)}. Fill them in, or give the mapping a default, and plan again.",
        $"De regel '{rule}' vereist waarden die deze aanvraag niet heeft: {string.Join(", ", sources)}. Vul ze in, of geef de koppeling een standaardwaarde, en plan opnieuw.");

    public static string ContentTooLong(string rule, string longest) => Two(
        $"The values that the rule '{rule}' sends along are too long to keep, above all '{longest}'. Shorten it, or take that mapping off the rule, and plan again.",
        $"De waarden die de regel '{rule}' meestuurt zijn te lang om te bewaren, vooral '{longest}'. Kort die in, of haal die koppeling van de regel, en plan opnieuw.");

    public static string Due(DateTime on) => Two($"Goes out at {Time(on)} or soon after.", $"Wordt verstuurd om {Time(on)} of kort daarna.");

    public static string EnvironmentChanged(Words what, string confirmed, string found) => Two(
        $"This environment isn't the confirmed one: {what.English} is '{found}', confirmed was '{confirmed}'. If that is right, press Test connection on the connection.",
        $"Dit is niet de bevestigde omgeving: {what.Dutch} is '{found}', bevestigd was '{confirmed}'. Klopt dat, kies dan Verbinding testen op de verbinding.");

    public static string Suspended(string? why) => Two(
        $"The connection is suspended{(string.IsNullOrEmpty(why) ? string.Empty : ": " + In(why!, false))}. Correct that and press Test connection.",
        $"De verbinding is opgeschort{(string.IsNullOrEmpty(why) ? string.Empty : ": " + In(why!, true))}. Verhelp dat en kies Verbinding testen.");

    public static string Throttled(DateTime until) => Two($"The service asked for a pause until {Time(until)}.", $"De dienst vroeg om een pauze tot {Time(until)}.");

    public static string Retry(string problem, DateTime on, int attempts) => Two(
        $"Attempt {Number(attempts)} failed ({In(problem, false)}). The next one is at {Time(on)} or soon after.",
        $"Poging {Number(attempts)} mislukte ({In(problem, true)}). De volgende is om {Time(on)} of kort daarna.");

    public static string QuietPeriod(DateTime last, int days) => Two(
        $"The contact was last invited on {Date(last)}, less than the rule's {Number(days)} days ago.",
        $"De contactpersoon is het laatst uitgenodigd op {Date(last)}, korter geleden dan de {Number(days)} dagen van de regel.");

    private static string Two(string english, string dutch) => OneLine(english) + Nl + OneLine(dutch);

    // What others wrote may hold line ends, which part our two languages.
    private static string OneLine(string text) => text.IndexOfAny(['\r', '\n']) < 0 ? text : text.Replace("\r", string.Empty).Replace('\n', ' ');

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Date(DateTime on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime on) => on.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
