using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.FollowUps;

/// <summary>What a rule says of following up; <see cref="None"/> where it says nothing, or where there is no rule.</summary>
/// <param name="Threshold">A mark at or below it asks for a task; null for none.</param>
/// <param name="Owner">Who gets the task.</param>
/// <param name="NamedOwner">A user, where the owner is a named person.</param>
/// <param name="DueDays">Days after the response that the task is due.</param>
internal sealed record FollowUpWish(int? Threshold, FollowUpOwner Owner, Guid? NamedOwner, int DueDays)
{
    public const int UsualDueDays = 2;

    public static readonly FollowUpWish None = new(null, FollowUpOwner.OwnerOfAccount, null, UsualDueDays);

    /// <summary>
    /// A mark at or below the threshold, given by a person who knows that we know who it was, and so lately that the task is not overdue when it is made: so a first
    /// sync of old answers makes no flood.
    /// </summary>
    public static bool Wants(MappedResponse response, DateTime now) =>
        !response.Anonymous
        && !response.Test
        && !response.Source.Withdrawn
        && response.Invitation is { FollowUp: { Threshold: { } threshold } wish }
        && response.Source.Score <= threshold
        && wish.DueOn(response.RespondedOn) >= now;

    public DateTime DueOn(DateTime respondedOn) => respondedOn.AddDays(DueDays);
}
