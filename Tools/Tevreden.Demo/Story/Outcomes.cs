using Newtonsoft.Json.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Dataverse;

namespace Tevreden.Demo.Story;

/// <summary>An invitation as the Web API shows it.</summary>
internal sealed record Outcome(Guid? Case, string ResolutionId, InvitationStatus Status, InvitationReason? Reason)
{
    /// <summary>False while something is still to come: such a row is no outcome yet.</summary>
    public bool IsFinal => Status is not (InvitationStatus.Planned or InvitationStatus.Sending or InvitationStatus.Accepted);
}

/// <summary>The score that an account shows.</summary>
internal sealed record AccountScore(string Account, decimal? MeanScore, decimal? Nps, int Responses);

/// <summary>What is in the environment at the end, all read back over the Web API.</summary>
internal sealed class Outcomes(WebApi dataverse)
{
    public async Task<IReadOnlyList<Outcome>> ReadInvitationsAsync(CancellationToken cancellation)
    {
        var rows = await dataverse.QueryAsync(
            $"{InvitationTable.Set}?$select={InvitationTable.ResolutionId},{InvitationTable.Status},{InvitationTable.Reason},_{InvitationTable.Case}_value",
            cancellation).ConfigureAwait(false);
        return
        [
            .. rows.Select(row => new Outcome(
                row.Value<string>($"_{InvitationTable.Case}_value") is { } id ? Guid.Parse(id) : null,
                row.Value<string>(InvitationTable.ResolutionId) ?? "",
                (InvitationStatus)row.Value<int>(InvitationTable.Status),
                (InvitationReason?)row.Value<int?>(InvitationTable.Reason))),
        ];
    }

    public async Task<IReadOnlyList<AccountScore>> ReadAccountScoresAsync(CancellationToken cancellation)
    {
        var rows = await dataverse.QueryAsync(
            $"accounts?$select=name&$filter=_{CustomerColumns.Score}_value ne null&$orderby=name"
                + $"&$expand=tvr_ScoreId($select={ScoreTable.MeanScore},{ScoreTable.Nps},{ScoreTable.Responses})",
            cancellation).ConfigureAwait(false);
        return
        [
            .. rows.Select(row =>
            {
                var score = row["tvr_ScoreId"] as JObject ?? throw new DemoException("An account with a score came back without it.");
                return new AccountScore(
                    row.Value<string>("name") ?? "",
                    score.Value<decimal?>(ScoreTable.MeanScore),
                    score.Value<decimal?>(ScoreTable.Nps),
                    score.Value<int?>(ScoreTable.Responses) ?? 0);
            }),
        ];
    }

    /// <summary>One sentence per resolved case without exactly one final outcome, per outcome of a case nobody resolved, and per double one.</summary>
    public static IReadOnlyList<string> FindFaults(IReadOnlyList<Outcome> outcomes, IReadOnlyList<Guid> resolved)
    {
        var byCase = outcomes.ToLookup(outcome => outcome.Case);
        var expected = resolved.ToHashSet();
        var wrongCount = resolved
            .Select(incident => (Case: incident, Count: byCase[incident].Count()))
            .Where(found => found.Count != 1)
            .Select(found => $"Case {found.Case} was resolved once: expected one outcome, found {found.Count}.");
        var unfinished = outcomes
            .Where(outcome => !outcome.IsFinal)
            .Select(outcome => $"Case {outcome.Case} has no final outcome: its invitation is {outcome.Status}{(outcome.Reason is { } reason ? $" ({reason})" : "")}.");
        var unexpected = outcomes
            .Where(outcome => outcome.Case is not { } incident || !expected.Contains(incident))
            .Select(outcome => $"Case {outcome.Case} was never resolved, yet it has an invitation ({outcome.Status}).");
        return [.. wrongCount, .. unfinished, .. unexpected];
    }
}
