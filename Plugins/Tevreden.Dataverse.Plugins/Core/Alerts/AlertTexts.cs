using System;
using System.Globalization;

namespace Tevreden.Dataverse.Plugins.Core.Alerts;

/// <summary>The sentences of the alerts about sending. They hold no e-mail address and no person's name.</summary>
internal static class AlertTexts
{
    public static readonly AlertText EnvironmentNotConfirmed = new(
        new("This environment is not the confirmed one", "Deze omgeving is niet de bevestigde"),
        new(
            "Organisation, address or platform differ from what an administrator confirmed, so nothing is sent. Is this a copy of another environment? Then leave it so. Otherwise open the connection and press Test connection.",
            "Organisatie, adres of platform wijken af van wat een beheerder heeft bevestigd, dus er wordt niets verstuurd. Is dit een kopie van een andere omgeving? Laat het dan zo. Open anders de verbinding en kies Verbinding testen."));

    public static readonly AlertText RunnerOverdue = new(
        new("Nothing asks for what is due", "Niemand vraagt om wat klaarstaat"),
        new(
            "Invitations wait for a later moment (a delay, a retry, an answer of the service), and no runner was seen for two hours. Schedule the companion job's command run, or a cloud flow that calls tvr_RunDue, every few minutes.",
            "Uitnodigingen wachten op een later moment (uitstel, nieuwe poging, antwoord van de dienst), en er is twee uur geen uitvoerder gezien. Plan het commando run van de bijbehorende taak, of een cloudstroom die tvr_RunDue aanroept, om de paar minuten."));

    /// <param name="message">The service's own words; null where it gave none.</param>
    public static AlertText Suspended(string? message) => new(
        new("Sending is suspended", "Versturen is opgeschort"),
        new(
            $"The service refuses the API key{Beside(message)}. Invitations wait. Correct the key and press Test connection on the connection.",
            $"De dienst weigert de API-sleutel{Beside(message)}. Uitnodigingen wachten. Herstel de sleutel en kies Verbinding testen op de verbinding."));

    /// <param name="rule">Its name.</param>
    /// <param name="because">What is wrong, an explanation.</param>
    public static AlertText RuleBroken(string rule, Words because) => new(
        new($"The rule '{rule}' is broken", $"De regel '{rule}' is stuk"),
        new(
            $"{because.English} Cases that it is for fail until it is mended, since a later rule might send the wrong survey. Mend and save the rule: they are planned again by themselves.",
            $"{because.Dutch} Aanvragen waarvoor zij is mislukken tot zij is hersteld, want een latere regel zou de verkeerde enquête kunnen versturen. Herstel de regel en sla haar op: zij worden vanzelf opnieuw gepland."));

    /// <param name="problem">In a few words.</param>
    public static AlertText ServiceUnavailable(string problem) => new(
        new("The survey service can't be used", "De enquêtedienst is niet bruikbaar"),
        new(
            $"Calls to the service fail ({problem}). Cases are resolved as always; invitations are tried again until they expire. This closes by itself when the service answers.",
            $"Aanroepen van de dienst mislukken ({problem}). Aanvragen worden gewoon opgelost; uitnodigingen worden opnieuw geprobeerd tot ze verlopen. Dit sluit vanzelf als de dienst weer antwoordt."));

    /// <param name="hours">How long nothing was sent.</param>
    /// <param name="waiting">How many should have been.</param>
    public static AlertText NothingSent(int hours, int waiting) => new(
        new("Cases are resolved, but nothing is sent", "Aanvragen worden opgelost, maar er wordt niets verstuurd"),
        new(
            $"In the last {Number(hours)} hours {Number(waiting)} invitations came up and none was sent. Open the view of invitations that wait, failed or were skipped: each says why.",
            $"In de laatste {Number(hours)} uur kwamen {Number(waiting)} uitnodigingen aan de beurt en is er geen verstuurd. Open de weergave van uitnodigingen die wachten, mislukten of zijn overgeslagen: elk zegt waarom."));

    /// <param name="now">Share of the last day, 0 to 1.</param>
    /// <param name="before">Share of the week before.</param>
    public static AlertText ShareOfSkippedDoubled(double now, double before) => new(
        new("Twice as many cases are skipped", "Dubbel zoveel aanvragen worden overgeslagen"),
        new(
            $"Of the last day's invitations {Percent(now)} were skipped, of the week before {Percent(before)}. Look at the reasons in the view of skipped invitations: has something in the CRM changed, such as where the e-mail address is kept?",
            $"Van de uitnodigingen van de laatste dag is {Percent(now)} overgeslagen, van de week ervoor {Percent(before)}. Kijk naar de redenen in de weergave van overgeslagen uitnodigingen: is er iets in het CRM veranderd, zoals waar het e-mailadres staat?"));

    private static string Beside(string? message) => string.IsNullOrWhiteSpace(message) ? string.Empty : $" ({message})";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => Math.Round(share * 100).ToString(CultureInfo.InvariantCulture) + "%";
}
