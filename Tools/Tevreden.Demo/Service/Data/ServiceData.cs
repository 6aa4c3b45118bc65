namespace Tevreden.Demo.Service.Data;

/// <summary>All that the service remembers.</summary>
internal sealed class ServiceData(TimeProvider clock)
{
    public TimeProvider Clock { get; } = clock;

    public InvitationBook Invitations { get; } = new();

    public ResponseBook Responses { get; } = new(clock);

    /// <summary>Imports that were answered with 202.</summary>
    public TaskBook Tasks { get; } = new();

    /// <summary>Lets customers answer who were mailed and did not answer yet; of a reference that was mailed twice, one mail.</summary>
    /// <param name="seed">Decides who answers, and what.</param>
    /// <param name="share">How many of them answer, 0 to 1.</param>
    /// <returns>The new responses.</returns>
    public IReadOnlyList<StoredResponse> AnswerInvitations(int seed, double share)
    {
        var waiting = Invitations.All
            .GroupBy(received => received.Reference, StringComparer.Ordinal)
            .Where(mails => mails.All(received => received.State != InvitationState.Answered))
            .Select(mails => mails.FirstOrDefault(received => received.State is InvitationState.Accepted or InvitationState.Sent or InvitationState.Delivered))
            .OfType<ReceivedInvitation>()
            .ToList();
        var byReference = waiting.ToDictionary(received => received.Reference, received => received.Number, StringComparer.Ordinal);
        return
        [
            .. SimulatedCustomers.Answer(waiting, seed, share).Select(answer =>
            {
                Invitations.SetState(byReference[answer.Reference!], InvitationState.Answered);
                return Responses.Add(answer);
            }),
        ];
    }

    public void Clear()
    {
        Invitations.Clear();
        Responses.Clear();
        Tasks.Clear();
    }
}
