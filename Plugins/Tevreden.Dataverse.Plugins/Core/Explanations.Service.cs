namespace Tevreden.Dataverse.Plugins.Core;

/// <content>What the service says and does, as people read it.</content>
internal static partial class Explanations
{
    public static Words Rejected(string? message) => string.IsNullOrWhiteSpace(message)
        ? new("The service refused this invitation without saying why.", "De dienst weigerde deze uitnodiging zonder te zeggen waarom.")
        : new($"The service refused this invitation: {WithoutAddresses(message!)}", $"De dienst weigerde deze uitnodiging: {WithoutAddresses(message!)}");

    public static Words KeyRefused(string? message)
    {
        var said = Beside(message);
        return new("the service refuses the API key" + said, "de dienst weigert de API-sleutel" + said);
    }

    public static Words Bounced(string? message) => new(
        $"The mail came back{Beside(message)}. Correct the contact's e-mail address and plan again.",
        $"De mail kwam terug{Beside(message)}. Verbeter het e-mailadres van de contactpersoon en plan opnieuw.");

    public static Words Unsubscribed(string? message) => new(
        $"The receiver told the service to send no more{Beside(message)}.",
        $"De ontvanger wil van de dienst niets meer krijgen{Beside(message)}.");

    /// <summary>What the service's import said about an invitation that it took; null for nothing.</summary>
    public static Words? ServiceSays(string? message) => string.IsNullOrWhiteSpace(message)
        ? null
        : new($"The service says: {WithoutAddresses(message!)}", $"De dienst zegt: {WithoutAddresses(message!)}");

    public static Words SettingsIncomplete(Words problem) => new($"Nothing can be sent: {problem.English}", $"Er kan niets worden verstuurd: {problem.Dutch}");

    /// <summary>A text of the service without the e-mail addresses that it may repeat.</summary>
    public static string WithoutAddresses(string text) => Address.Replace(text, "(address)");

    private static string Beside(string? message) => string.IsNullOrWhiteSpace(message) ? string.Empty : $" ({WithoutAddresses(message!)})";
}
