namespace Tevreden.Cli.Sync.Scores;

/// <summary>An account or contact with its score so far.</summary>
/// <param name="Id">Its id.</param>
/// <param name="HasLookup">Its lookup to a score is filled.</param>
/// <param name="Score">The score it leads to, where that is its own; else null.</param>
internal sealed record ScoredCustomer(Guid Id, bool HasLookup, CustomerScore? Score);
