using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Service.Data;

/// <summary>What became of an invitation here.</summary>
internal enum InvitationState
{
    /// <summary>Answered with 202; nobody asked for the result yet.</summary>
    Busy,
    Accepted,
    Rejected,

    /// <summary>Refused because its reference came before; only where the profile says that the service deduplicates.</summary>
    Duplicate,
    Sent,
    Delivered,
    Bounced,
    Unsubscribed,
    Answered,
}

/// <summary>One invitation as it came in. A reference that comes twice makes two of these.</summary>
internal sealed record ReceivedInvitation
{
    /// <summary>From 1, in the order of arrival.</summary>
    public required int Number { get; init; }

    /// <summary>The id that the service gave; a duplicate has the id of the first.</summary>
    public required string Id { get; init; }

    public required string Reference { get; init; }

    public required string QuestionnaireId { get; init; }

    public required string Email { get; init; }

    public string? Language { get; init; }

    public string? LocationId { get; init; }

    public required DateTimeOffset ReceivedOn { get; init; }

    public required InvitationState State { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Message { get; init; }

    /// <summary>Everything that was in the item, under the names it came with.</summary>
    public required JObject Body { get; init; }

    /// <summary>A mail goes out for it, and goes out again for each further one of the same reference.</summary>
    public bool IsMailed => State is not (InvitationState.Rejected or InvitationState.Duplicate);

    public override string ToString() => $"invitation {Number} {Reference} {State}";
}
