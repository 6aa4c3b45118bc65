using Microsoft.Xrm.Sdk;

namespace Tevreden.Cli.Erasure;

/// <summary>All rows of ours that are about one person.</summary>
internal sealed class PersonFound
{
    /// <summary>Rows of table contact, with name and addresses.</summary>
    public required IReadOnlyList<Entity> Contacts { get; init; }

    /// <summary>Every address that surveys went to, small letters.</summary>
    public required IReadOnlyList<string> Emails { get; init; }

    public required IReadOnlyList<Entity> Invitations { get; init; }

    public required IReadOnlyList<Entity> Responses { get; init; }

    public required IReadOnlyList<Entity> Answers { get; init; }

    public required IReadOnlyList<Entity> FollowUps { get; init; }

    public required IReadOnlyList<Entity> ContactStates { get; init; }

    public required IReadOnlyList<Entity> Scores { get; init; }

    /// <summary>The person's tombstone of an earlier time.</summary>
    public required IReadOnlyList<Entity> Earlier { get; init; }

    public bool IsNothing => Counts.All(count => count.Count == 0) && Contacts.Count == 0;

    public IEnumerable<(string Name, string Label, int Count)> Counts =>
    [
        ("invitations", "invitations", Invitations.Count),
        ("responses", "responses", Responses.Count),
        ("answers", "answers", Answers.Count),
        ("followUps", "follow-up tasks", FollowUps.Count),
        ("contactStates", "contact states", ContactStates.Count),
        ("scores", "scores", Scores.Count),
    ];
}
