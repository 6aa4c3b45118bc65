using System;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>One row to write. Each stands for itself: none depends on another having been written.</summary>
internal abstract record InvitationWrite;

/// <summary>A resolution gets its row.</summary>
internal sealed record CreateInvitation(Invitation Invitation) : InvitationWrite;

/// <summary>An existing row changes, provided that it still has the version it was read with. Null leaves a column alone.</summary>
internal sealed record ChangeInvitation(Guid Id, string RowVersion) : InvitationWrite
{
    public InvitationStatus? Status { get; init; }

    public InvitationReason? Reason { get; init; }

    public Words? Explanation { get; init; }

    public DateTime? ReopenedOn { get; init; }

    public DateTime? CancelRequestedOn { get; init; }
}

/// <summary>A new invitation: which resolution it is for, and what was decided.</summary>
internal sealed record Invitation(
    string Key,
    string Reference,
    Guid CaseId,
    string? TicketNumber,
    string ResolutionId,
    int Cycle,
    DateTime ResolvedOn,
    Outcome Outcome);

/// <summary>What was decided about one resolution, and everything that sending needs.</summary>
internal sealed record Outcome
{
    public InvitationStatus Status { get; init; }

    public InvitationReason? Reason { get; init; }

    public Words? Explanation { get; init; }

    public Guid? ContactId { get; init; }

    public Guid? AccountId { get; init; }

    public Guid? RuleId { get; init; }

    public Guid? SurveyId { get; init; }

    public Guid? LocationId { get; init; }

    public string? Language { get; init; }

    public string? Email { get; init; }

    public InvitationContent? Content { get; init; }

    public DateTime? DueOn { get; init; }

    public DateTime? ExpiresOn { get; init; }

    public DateTime? ReopenedOn { get; init; }

    /// <summary>The decision is still to be made, where a fault of the platform can be told: by the sender, who sees this.</summary>
    public DateTime? PlanRequestedOn { get; init; }

    /// <summary>What in the CRM should be looked at, although it stopped nothing.</summary>
    public Words? Warning { get; init; }

    /// <summary>What is wrong with the rule, where that is the reason. For the rule, not for the invitation's row.</summary>
    public Words? BrokenBecause { get; init; }

    /// <summary>The rule was known to be broken already.</summary>
    public bool RuleWasMarked { get; init; }

    public static Outcome Of(InvitationStatus status, InvitationReason reason, Words explanation) =>
        new() { Status = status, Reason = reason, Explanation = explanation };
}
