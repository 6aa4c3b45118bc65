using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>Brings a batch of responses into Dataverse: responses, their answers, their follow-ups, and their invitations as Answered. May be repeated without harm.</summary>
internal sealed class PageWriter(DataverseClient client, BulkWriter bulk, FollowUpWriter followUps, SyncCounts counts, TouchedCustomers touched, ILogger log)
{
    private readonly GoneAnswers _goneAnswers = new(client);

    /// <param name="plan">What to write.</param>
    /// <param name="now">UTC; a follow-up is for what is fresh now.</param>
    /// <param name="cancellation">Keeps the next request from being sent.</param>
    /// <returns>The responses that are not wholly there, because rows were rejected.</returns>
    public async Task<IReadOnlyList<MappedResponse>> WriteAsync(PagePlan plan, DateTime now, CancellationToken cancellation)
    {
        var rejected = await WriteResponsesAsync(plan, cancellation);
        var written = plan.Writes.Where(response => !rejected.Contains(response.Key)).ToList();

        // All of these need the responses only, so they run side by side.
        var made = followUps.WriteAsync(written, now, cancellation);
        var answers = WriteAnswersAsync(plan, written, cancellation);
        var answered = MarkAnsweredAsync([.. plan.All.Where(response => !rejected.Contains(response.Key))], cancellation);
        await Task.WhenAll(made, answers, answered);
        counts.FollowUps += (await made).Made;
        var incomplete = (await answers).Union((await made).Refused, StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await UnhashAsync(incomplete, cancellation);

        foreach (var response in written)
        {
            var before = plan.Existing.GetValueOrDefault(response.Key);
            touched.Add(before?.Account, before?.Contact);
            touched.Add(response.Invitation?.Account, response.Anonymous ? null : response.Invitation?.Contact);
        }

        counts.Add(plan);
        counts.Written += written.Count;
        log.LogInformation(
            "Sync.PageWritten read={Read} written={Written} unchanged={Unchanged} rejected={Rejected}",
            plan.All.Count, written.Count, plan.All.Count - plan.Writes.Count, rejected.Count);
        incomplete.UnionWith(rejected);
        incomplete.UnionWith(await answered);
        return [.. plan.All.Where(response => incomplete.Contains(response.Key))];
    }

    // An equal hash means that all is there, which must not be said of these: so whoever reads them again writes them again.
    private async Task UnhashAsync(HashSet<string> incomplete, CancellationToken cancellation) => counts.Reject(await bulk.UpdateAsync(
        [.. incomplete.Select(key => new Entity(ResponseTable.Table, ResponseTable.ExternalId, key) { [ResponseTable.ContentHash] = null })], cancellation));

    private async Task<HashSet<string>> WriteResponsesAsync(PagePlan plan, CancellationToken cancellation)
    {
        var rejected = await bulk.UpsertAsync([.. plan.Writes.Select(response => response.ToRow())], cancellation);
        counts.Reject(rejected);
        return rejected.Select(row => row.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private async Task<IReadOnlyCollection<string>> WriteAnswersAsync(PagePlan plan, List<MappedResponse> written, CancellationToken cancellation)
    {
        var answers = written.SelectMany(response => response.ToAnswerRows()).ToList();
        var rejected = await bulk.UpsertAsync(answers, cancellation);
        var keys = rejected.Select(row => row.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        counts.Reject(rejected);
        counts.AnswersWritten += answers.Count - rejected.Count;

        // Also where the hash says that nothing changed: a run may have died between the response and its answers.
        var before = written.Where(response => plan.Existing.ContainsKey(response.Key));
        await _goneAnswers.DeleteAsync(
            [.. before.Select(response => plan.Existing[response.Key].Id)],
            answers.Select(row => (string)row.KeyAttributes[AnswerTable.ExternalId]),
            cancellation);
        return
        [
            .. answers
                .Where(row => keys.Contains((string)row.KeyAttributes[AnswerTable.ExternalId]))
                .Select(row => (string)row.GetAttributeValue<EntityReference>(AnswerTable.Response).KeyAttributes[ResponseTable.ExternalId])
                .Distinct(),
        ];
    }

    private async Task<IEnumerable<string>> MarkAnsweredAsync(IReadOnlyList<MappedResponse> responses, CancellationToken cancellation)
    {
        var rows = PagePlan.Answered(responses);
        var rejected = await bulk.UpdateAsync(rows, cancellation);
        counts.Reject(rejected);
        counts.Answered += rows.Count - rejected.Count;
        var ids = rejected.Select(row => row.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return responses.Where(response => response.Invitation is { } invitation && ids.Contains(invitation.Id.ToString("D"))).Select(response => response.Key);
    }
}
