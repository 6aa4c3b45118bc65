namespace Tevreden.Dataverse.Plugins.Core;

/// <content>What the service says and does, as people read it.</content>
internal static partial class Explanations
{
    public static string Rejected(string? message) => string.IsNullOrWhiteSpace(message)
        ? Two("The service refused this invitation without saying why.", "De dienst weigerde deze uitnodiging zonder te zeggen waarom.")
        : Two($"The service refused this invitation: {WithoutAddresses(message!)}", $"De dienst weigerde deze uitnodiging: {WithoutAddresses(message!)}");

    public static string KeyRefused(string? message)
    {
        var said = Beside(message);
        return Two("the service refuses the API key" + said, "de dienst weigert de API-sleutel" + said);
    }

    public static string Bounced(string? message) => Two(
        $"The mail came back{Beside(message)}. Correct the contact's e-mail address and plan again.",
        $"De mail kwam terug{Beside(message)}. Verbeter het e-mailadres van de contactpersoon en plan opnieuw.");

    public static string Unsubscribed(string? message) => Two(
        $"The receiver told the service to send no more{Beside(message)}.",
        $"De ontvanger wil van de dienst niets meer krijgen{Beside(message)}.");

    /// <summary>What the service's import said about an invitation that it took; null for nothing.</summary>
    public static string? ServiceSays(string? message) => string.IsNullOrWhiteSpace(message)
        ? null
        : Two($"The service says: {WithoutAddresses(message!)}", $"De dienst zegt: {WithoutAddresses(message!)}");

    /// <summary>A text in both languages as the rows hold it.</summary>
    public static string Both(Words words) => Two(words.English, words.Dutch);

    public static string SettingsIncomplete(string problem) => Two($"Nothing can be sent: {In(problem, false)}", $"Er kan niets worden verstuurd: {In(problem, true)}");

    /// <summary>A text of the service without the e-mail addresses that it may repeat.</summary>
    public static string WithoutAddresses(string text) => Address.Replace(text, "(address)");

    private static string Beside(string? message) => string.IsNullOrWhiteSpace(message) ? string.Empty : $" ({WithoutAddresses(message!)})";
}
