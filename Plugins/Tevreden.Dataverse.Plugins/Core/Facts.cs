using System;
using System.Collections.Generic;

namespace Tevreden.Dataverse.Plugins.Core;

/// <summary>The platform's three states of a case, with its own numbers (<c>incident.statecode</c>).</summary>
internal enum CaseState
{
    Active = 0,
    Resolved = 1,
    Cancelled = 2,
}

/// <summary>A case as it is now.</summary>
/// <param name="Id">The case.</param>
/// <param name="State">Its state.</param>
/// <param name="Merged">Whether it was merged into another case; then <paramref name="State"/> is Cancelled.</param>
/// <param name="ModifiedOn">Last change, UTC.</param>
/// <param name="TicketNumber">The number that people use for it.</param>
/// <param name="Resolutions">Its resolution rows, in any order.</param>
/// <param name="PrimaryContact">The case's own contact.</param>
/// <param name="CustomerContact">The customer, where that is a contact.</param>
/// <param name="CustomerAccount">The customer, where that is an account.</param>
/// <param name="Values">What the field mappings ask for, by source path.</param>
internal sealed record CaseFacts(
    Guid Id,
    CaseState State,
    bool Merged,
    DateTime ModifiedOn,
    string? TicketNumber,
    IReadOnlyList<ResolutionFacts> Resolutions,
    ContactFacts? PrimaryContact,
    ContactFacts? CustomerContact,
    AccountFacts? CustomerAccount,
    IReadOnlyDictionary<string, SourceValue> Values)
{
    /// <summary>The platform refused to read what the mappings ask for, so <see cref="Values"/> says nothing.</summary>
    public bool MappingsUnreadable { get; init; }
}

/// <summary>One row of <c>incidentresolution</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedOn">When it was made, UTC, to the second: the platform keeps no fractions.</param>
/// <param name="ActualEnd">The end that somebody gave it; the platform keeps the date only.</param>
/// <param name="Version">Row version: orders resolutions of the same second.</param>
internal sealed record ResolutionFacts(Guid Id, DateTime CreatedOn, DateTime? ActualEnd, long Version);

/// <summary>A contact, as far as asking it needs.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Emails">Its e-mail columns in the platform's order; blanks included.</param>
/// <param name="DoNotEmail">The platform's own "do not allow e-mails".</param>
/// <param name="DoNotSurvey">Our own opt-out.</param>
internal sealed record ContactFacts(Guid Id, IReadOnlyList<string?> Emails, bool DoNotEmail, bool DoNotSurvey);

/// <summary>An account, as far as asking its people needs.</summary>
internal sealed record AccountFacts(Guid Id, bool DoNotSurvey, ContactFacts? PrimaryContact);

/// <summary>The value at the end of a source path.</summary>
/// <param name="Raw">As stored: a number for a choice, an id for a lookup, ISO 8601 in UTC for a date.</param>
/// <param name="Formatted">As people see it; null where the platform formats nothing.</param>
internal sealed record SourceValue(string Raw, string? Formatted);

/// <summary>A rule with its survey and its field mappings.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Name">Its name, for explanations.</param>
/// <param name="Order">Lowest first.</param>
/// <param name="Survey">The survey it invites for; null when it was removed or never chosen.</param>
/// <param name="Delay">From resolving to sending.</param>
/// <param name="MaxAge">A resolution older than this is too late to ask about.</param>
/// <param name="Expiry">How long after it was due an invitation may still be sent.</param>
/// <param name="SenderName">Name that the mail comes from, where the rule says one.</param>
/// <param name="ReplyAddress">Address for replies, where the rule says one.</param>
/// <param name="Mappings">What of the case travels with the invitation.</param>
internal sealed record RuleFacts(
    Guid Id,
    string Name,
    int Order,
    SurveyFacts? Survey,
    TimeSpan Delay,
    TimeSpan MaxAge,
    TimeSpan Expiry,
    string? SenderName,
    string? ReplyAddress,
    IReadOnlyList<MappingFacts> Mappings);

/// <summary>A survey (questionnaire) of the service.</summary>
internal sealed record SurveyFacts(Guid Id, string ExternalId, bool Active, string? Language);

/// <summary>One value of the case that travels with an invitation.</summary>
/// <param name="Source">Path from the case, such as <c>customerid.accountnumber</c>.</param>
/// <param name="Target">Payload field.</param>
/// <param name="Required">Without a value there is no invitation.</param>
/// <param name="Default">Stands in for a missing value; a required mapping with a default is never incomplete.</param>
internal sealed record MappingFacts(string Source, string Target, bool Required, string? Default);

/// <summary>What of an invitation row the planning looks at.</summary>
/// <param name="Id">The row.</param>
/// <param name="RowVersion">Its version when read.</param>
/// <param name="CaseId">The case it was made for, from text: merging cases doesn't move it.</param>
/// <param name="ResolutionId">Which resolution it is the outcome of.</param>
/// <param name="ResolvedOn">When that was, UTC.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="Attempts">How often sending was begun.</param>
/// <param name="Reopened">Whether it is already marked as no longer current.</param>
internal sealed record InvitationFacts(
    Guid Id,
    string RowVersion,
    string CaseId,
    string ResolutionId,
    DateTime ResolvedOn,
    Names.InvitationStatus Status,
    Names.InvitationReason? Reason,
    int Attempts,
    bool Reopened);
