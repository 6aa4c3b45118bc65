using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>
/// The sentences that people read on an invitation: what happened, and where something can be done, what. The one place
/// for them. They never hold an e-mail address or a person's name. A rule's or column's name is configuration and may appear.
/// The reason beside it is a choice, whose label Dataverse shows in the reader's language; these are kept in English.
/// </summary>
internal static class Explanations
{
    private static readonly Regex Address = new("[^\\s<>()\\[\\],;:\"']+@[^\\s<>()\\[\\],;:\"']+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public const string NoRuleMatched = "No active rule applies to this case. Make a rule, or activate one, and plan again.";
    public const string NoContact = "The case has no contact, and its customer has none either. Fill in the case's contact and plan again.";
    public const string NoEmail = "The contact has no e-mail address. Fill one in and plan again.";
    public const string InvalidEmail = "The contact's e-mail address can't be a working one. Correct it and plan again.";
    public const string ContactDoesNotWantSurveys = "The contact is marked as not wanting surveys.";
    public const string ContactDoesNotWantEmail = "The contact is marked as not wanting e-mail.";
    public const string AccountDoesNotWantSurveys = "The account is marked as not wanting surveys.";
    public const string CancelledByPerson = "Somebody cancelled this invitation before it was sent.";
    public const string NotConnected = "The connection was never confirmed. Open the connection and press Test connection.";
    public const string Paused = "Sending is paused on the connection.";
    public const string TestRecipientInvalid = "The test recipient on the connection can't be a working e-mail address. Correct it, or empty it to send to customers.";
    public const string Uncertain = "The service may have received this, but its answer was lost. It is not sent again by itself: look at the service, and ask for sending only if it isn't there.";
    public const string Expired = "It could not be sent in time and is no longer wanted. Ask for sending to try anyway.";
    public const string KnownToService = "The service had this invitation already.";
    public const string Duplicate = "The service says it has an invitation with this reference, which we never saw it take. Look at the service; ask for sending only if it isn't there.";
    public const string AnswerLost = "The service's answer was lost. The service is asked whether it has this invitation.";
    public const string WorkerDied = "Sending was begun, and nothing was heard of it. It is sent again; the service recognises what it has.";
    public const string StillBusy = "The service took it and is still busy. It is asked again.";
    public const string ForgottenByService = "The service took this and no longer tells what became of it. Look at the service, and ask for sending only if it isn't there.";
    public const string NothingToSend = "The stored content of this invitation can't be read. Plan it again.";

    public static string NotCurrent(InvitationReason reason) => reason switch
    {
        InvitationReason.CaseCancelled => "The case was cancelled after this resolution.",
        InvitationReason.CaseMerged => "The case was merged into another one after this resolution.",
        InvitationReason.CaseDeleted => "The case was deleted.",
        _ => "The case was reopened after this resolution.",
    };

    public static string RuleWithoutSurvey(string rule) => $"The rule '{rule}' has no survey. Choose one and plan again.";

    public static string SurveyInactive(string rule) => $"The survey of the rule '{rule}' is no longer active. Choose another and plan again.";

    public static string RulePath(string rule, string path) =>
        $"The rule '{rule}' maps '{path}', which is not a path from a case that can be read. Correct the mapping and plan again.";

    public static string TooLate(TimeSpan maxAge) =>
        $"The case was resolved more than {Number(maxAge.TotalDays)} days before this was planned; the rule asks only about newer ones.";

    public static string RuleTargetTwice(string rule, string target) =>
        $"The rule '{rule}' maps two values to the field '{target}'. Correct the mapping and plan again.";

    public static string RuleColumns(string rule) =>
        $"The field mappings of the rule '{rule}' name a column that this environment doesn't have. Correct the mapping and plan again.";

    public static string MappingIncomplete(string rule, IEnumerable<string> sources) =>
        $"The rule '{rule}' requires values that this case doesn't have: {string.Join(", ", sources)}. Fill them in, or give the mapping a default, and plan again.";

    public static string Due(DateTime on) => $"Goes out at {Time(on)} or soon after.";

    public static string EnvironmentChanged(string what, string confirmed, string found) =>
        $"This environment isn't the confirmed one: {what} is '{found}', confirmed was '{confirmed}'. If that is right, press Test connection on the connection.";

    public static string Suspended(string? why) =>
        $"The connection is suspended{(string.IsNullOrEmpty(why) ? string.Empty : ": " + why)}. Correct that and press Test connection.";

    public static string Throttled(DateTime until) => $"The service asked for a pause until {Time(until)}.";

    public static string Retry(string problem, DateTime on, int attempts) =>
        $"Attempt {attempts.ToString(CultureInfo.InvariantCulture)} failed ({problem}). The next one is at {Time(on)} or soon after.";

    public static string QuietPeriod(DateTime last, int days) =>
        $"The contact was last invited on {Date(last)}, less than the rule's {days.ToString(CultureInfo.InvariantCulture)} days ago.";

    public static string Rejected(string? message) =>
        string.IsNullOrWhiteSpace(message) ? "The service refused this invitation without saying why." : $"The service refused this invitation: {WithoutAddresses(message!)}";

    public static string Bounced(string? message) =>
        $"The mail came back{Beside(message)}. Correct the contact's e-mail address and plan again.";

    public static string Unsubscribed(string? message) =>
        $"The receiver told the service to send no more{Beside(message)}.";

    /// <summary>What the service's import said about an invitation that it took; null for nothing.</summary>
    public static string? ServiceSays(string? message) => string.IsNullOrWhiteSpace(message) ? null : $"The service says: {WithoutAddresses(message!)}";

    public static string KeyRefused(string? message) =>
        $"the service refuses the API key{Beside(message)}";

    public static string SettingsIncomplete(string problem) => $"Nothing can be sent: {problem}";

    /// <summary>A text of the service without the e-mail addresses that it may repeat.</summary>
    public static string WithoutAddresses(string text) => Address.Replace(text, "(address)");

    private static string Beside(string? message) => string.IsNullOrWhiteSpace(message) ? string.Empty : $" ({WithoutAddresses(message!)})";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Date(DateTime on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTime on) => on.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
