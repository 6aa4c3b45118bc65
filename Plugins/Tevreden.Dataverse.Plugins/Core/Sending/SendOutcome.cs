using System;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>What an answer of the service makes of the row, and of the connection.</summary>
internal sealed record SendOutcome(InvitationStatus Status)
{
    public InvitationReason? Reason { get; init; }

    public Words? Explanation { get; init; }

    public DateTime? NextAttemptOn { get; init; }

    public string? ExternalId { get; init; }

    public string? StatusLocation { get; init; }

    public DateTime? SentOn { get; init; }

    /// <summary>What went wrong, for people who look into it; no personal data of ours.</summary>
    public string? LastError { get; init; }

    /// <summary>Not null: the connection is suspended, for this reason.</summary>
    public Words? SuspendBecause { get; init; }

    /// <summary>Not null: no invitation is sent before then, UTC.</summary>
    public DateTime? ThrottleUntil { get; init; }

    /// <summary>Not null: the service gave no usable answer, for this reason.</summary>
    public string? UnavailableBecause { get; init; }

    /// <summary>Nothing will be sent and certainly nothing reached the contact: the quiet period is given back.</summary>
    public bool GivesBack =>
        Status is InvitationStatus.Cancelled or InvitationStatus.Skipped
        || (Status == InvitationStatus.Failed
            && Reason is not InvitationReason.Uncertain and not InvitationReason.Duplicate and not InvitationReason.Unsubscribed);

    /// <summary>It goes on only when a clock asks.</summary>
    public bool NeedsClock => NextAttemptOn is not null || Status is InvitationStatus.Sending or InvitationStatus.Accepted;

    /// <summary>For the trace: where it came to and why.</summary>
    public string Text => Reason is { } reason ? $"{Status} ({reason})" : Status.ToString();
}
