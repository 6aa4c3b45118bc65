using System;

namespace Tevreden.Dataverse.Plugins.Core;

/// <content>What an invitation waits for, and what came of sending it.</content>
internal static partial class Explanations
{
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
}
