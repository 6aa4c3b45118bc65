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
internal sealed record CaseFacts(
    Guid Id,
    CaseState State,
    bool Merged,
    DateTime ModifiedOn,
    string? TicketNumber,
    IReadOnlyList<ResolutionFacts> Resolutions,
    ContactFacts? PrimaryContact,
    ContactFacts? CustomerContact,
    AccountFacts? CustomerAccount)
{
    /// <summary>For the administrator who tests a rule; travels nowhere by itself.</summary>
    public string? Title { get; init; }
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
internal sealed record ContactFacts(Guid Id, IReadOnlyList<string?> Emails, bool DoNotEmail, bool DoNotSurvey)
{
    /// <summary>The platform's own "do not allow bulk e-mails".</summary>
    public bool DoNotBulkEmail { get; init; }

    /// <summary>The platform's own "send marketing materials: do not send".</summary>
    public bool DoNotSendMarketing { get; init; }

    /// <summary>The account that the contact belongs to does not want surveys, whoever the customer of the case is.</summary>
    public bool EmployerDoesNotWantSurveys { get; init; }

    /// <summary>What contacts that were merged into this one had said: a merge keeps the survivor's columns.</summary>
    public MergedOptOuts Merged { get; init; } = MergedOptOuts.None;
}

/// <summary>An account, as far as asking its people needs.</summary>
internal sealed record AccountFacts(Guid Id, bool DoNotSurvey, ContactFacts? PrimaryContact)
{
    /// <summary>An account that was merged into this one did not want surveys.</summary>
    public bool MergedDoesNotWantSurveys { get; init; }
}

/// <summary>What the contacts that were merged into another one had said, together.</summary>
internal sealed record MergedOptOuts(bool DoNotSurvey, bool DoNotEmail, bool DoNotBulkEmail, bool DoNotSendMarketing)
{
    public static MergedOptOuts None { get; } = new(false, false, false, false);
}

/// <summary>The value at the end of a source path.</summary>
/// <param name="Raw">As stored: a number for a choice, an id for a lookup, ISO 8601 in UTC for a date.</param>
/// <param name="Formatted">As people see it; null where the platform formats nothing.</param>
internal sealed record SourceValue(string Raw, string? Formatted)
{
    /// <summary>The moment, UTC, where the value is one with a time: it is written as the service's profile says.</summary>
    public DateTime? Moment { get; init; }
}

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
