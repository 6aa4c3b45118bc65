using System;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Core.Sending;

/// <summary>The connection as it is at the moment of sending.</summary>
/// <param name="ConfirmedOrganisation">Organisation id that was confirmed; null when none ever was.</param>
/// <param name="ConfirmedHost">Host (with a port that is not the usual one) of the service.</param>
/// <param name="ConfirmedPlatform">Platform name at the service.</param>
/// <param name="Paused">Somebody paused sending.</param>
/// <param name="TestRecipient">Address that gets all mail while it is filled.</param>
/// <param name="Suspended">The service refused the key.</param>
/// <param name="SuspendedWhy">Why.</param>
/// <param name="ThrottledUntil">The service asked for a pause until then, UTC.</param>
internal sealed record ConnectionFacts(
    string? ConfirmedOrganisation,
    string? ConfirmedHost,
    string? ConfirmedPlatform,
    bool Paused,
    string? TestRecipient,
    bool Suspended,
    Words? SuspendedWhy,
    DateTime? ThrottledUntil)
{
    /// <summary>When an administrator last confirmed, UTC: settings that were kept from before then are outdated.</summary>
    public DateTime? ConfirmedOn { get; init; }

    /// <summary>Since when calls to the service have failed, UTC; null while it answers.</summary>
    public DateTime? UnavailableSince { get; init; }

    /// <summary>When a clock last asked for what is due, UTC.</summary>
    public DateTime? RunnerLastSeenOn { get; init; }
}

/// <summary>Where we really are: what must equal what the connection confirmed.</summary>
internal sealed record EnvironmentFacts(string Organisation, string Host, string Platform);

/// <summary>What the API profile says that the service can do.</summary>
/// <param name="Deduplicates">It recognises a reference that it has seen, so sending again is harmless.</param>
/// <param name="TellsStatus">It can be asked what became of a reference.</param>
internal sealed record ServiceAbilities(bool Deduplicates, bool TellsStatus);

/// <summary>An invitation as it is at the moment of sending.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="Explanation">The sentence beside the reason.</param>
/// <param name="HasContent">Whether there is anything to send: e-mail address, survey and content.</param>
/// <param name="DueOn">Not before, UTC.</param>
/// <param name="ExpiresOn">Not from then on, UTC.</param>
/// <param name="NextAttemptOn">Not before, after a failed attempt, UTC.</param>
/// <param name="ClaimedOn">When a worker last began sending, UTC.</param>
/// <param name="Attempts">How often sending was begun.</param>
/// <param name="CancelRequested">Somebody, or the case, asked to stop it.</param>
/// <param name="WhyNotCurrent">Why its resolution no longer stands; null while it does.</param>
internal sealed record SendFacts(
    InvitationStatus Status,
    InvitationReason? Reason,
    Words? Explanation,
    bool HasContent,
    DateTime? DueOn,
    DateTime? ExpiresOn,
    DateTime? NextAttemptOn,
    DateTime? ClaimedOn,
    int Attempts,
    bool CancelRequested,
    InvitationReason? WhyNotCurrent)
{
    /// <summary>Days and hours at which the rule sends.</summary>
    public SendWindow Window { get; init; } = SendWindow.Always;

    /// <summary>A request to send is on the row that no worker has answered yet.</summary>
    public bool SendRequested { get; init; }

    /// <summary>The same of a request to plan again.</summary>
    public bool PlanRequested { get; init; }

    /// <summary>Whom it is for is no longer there.</summary>
    public bool ContactIsGone { get; init; }
}

/// <summary>What an event asks of the sender.</summary>
[Flags]
internal enum SendRequests
{
    None = 0,
    Send = 1,
    Cancel = 2,
    PlanAgain = 4,

    /// <summary>A person wants it sent although it failed; a clock never does.</summary>
    Retry = 8,
}
