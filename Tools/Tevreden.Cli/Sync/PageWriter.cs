using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Api;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>Brings one page of responses into Dataverse: responses, their answers, and their invitations as Answered. May be repeated without harm.</summary>
internal sealed class PageWriter(DataverseClient client, BulkWriter bulk, FollowUpWriter followUps, Books books, SyncCounts counts, TouchedCustomers touched, ILogger log)
{
    private readonly PageReads _reads = new(client);
    private readonly GoneAnswers _goneAnswers = new(client);

    public async Task<PagePlan> PlanAsync(IReadOnlyList<SurveyResponse> responses, DateTime? safeUntil, CancellationToken cancellation)
    {
        var invitations = await _reads.InvitationsAsync(responses.Select(response => response.Reference), cancellation);
        var mapped = responses
            .Select(response => new MappedResponse(response, response.Reference is { } reference ? invitations.GetValueOrDefault(reference) : null, books))
            .ToList();
        return PagePlan.Make(mapped, await _reads.ExistingAsync([.. mapped.Select(response => response.Key)], cancellation), safeUntil);
    }

    /// <param name="plan">What to write.</param>
    /// <param name="now">UTC; a follow-up is for what is fresh now.</param>
    /// <param name="cancellation">Keeps the next request from being sent.</param>
    public async Task WriteAsync(PagePlan plan, DateTime now, CancellationToken cancellation)
    {
        var rejected = await WriteResponsesAsync(plan, cancellation);
        var written = plan.Writes.Where(response => !rejected.Contains(response.Key)).ToList();

        // All of these need the responses only, so they run side by side.
        var made = followUps.WriteAsync(written, now, cancellation);
        await Task.WhenAll(
            made, WriteAnswersAsync(plan, written, cancellation), MarkAnsweredAsync(plan.All.Where(response => !rejected.Contains(response.Key)), cancellation));
        counts.FollowUps += await made;

        foreach (var response in written)
        {
            var before = plan.Existing.GetValueOrDefault(response.Key);
            touched.Add(before?.Account, before?.Contact);
            touched.Add(response.Invitation?.Account, response.Anonymous ? null : response.Invitation?.Contact);
        }

        counts.Read += plan.All.Count;
        counts.Written += written.Count;
        counts.Unchanged += plan.All.Count - plan.Writes.Count;
        counts.Unmatched += plan.All.Count(response => response.Invitation is null);
        log.LogInformation(
            "Sync.PageWritten read={Read} written={Written} unchanged={Unchanged} rejected={Rejected}",
            plan.All.Count, written.Count, plan.All.Count - plan.Writes.Count, rejected.Count);
    }

    private async Task<HashSet<string>> WriteResponsesAsync(PagePlan plan, CancellationToken cancellation)
    {
        var rejected = await bulk.UpsertAsync([.. plan.Writes.Select(response => response.ToRow())], cancellation);
        counts.Reject(rejected);
        return rejected.Select(row => row.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private async Task WriteAnswersAsync(PagePlan plan, List<MappedResponse> written, CancellationToken cancellation)
    {
        var answers = written.SelectMany(response => response.ToAnswerRows()).ToList();
        var rejected = await bulk.UpsertAsync(answers, cancellation);
        counts.Reject(rejected);
        counts.AnswersWritten += answers.Count - rejected.Count;

        var changed = written.Where(response => plan.Existing.TryGetValue(response.Key, out var before) && before.Hash != response.Hash);
        await _goneAnswers.DeleteAsync(
            [.. changed.Select(response => plan.Existing[response.Key].Id)],
            answers.Select(row => (string)row.KeyAttributes[AnswerTable.ExternalId]),
            cancellation);
    }

    // Unchanged responses count as well: their invitation may have been Accepted only, or claimed, when they came.
    private async Task MarkAnsweredAsync(IEnumerable<MappedResponse> responses, CancellationToken cancellation)
    {
        var rows = responses
            .Where(response => !response.Anonymous && response.Invitation?.Status == InvitationStatus.Sent)
            .GroupBy(response => response.Invitation!.Id)
            .Select(answered => new Entity(InvitationTable.Table, answered.Key)
            {
                [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Answered),
                [InvitationTable.AnsweredOn] = answered.Min(response => response.RespondedOn),
            })
            .ToList();
        var rejected = await bulk.UpdateAsync(rows, cancellation);
        counts.Reject(rejected);
        counts.Answered += rows.Count - rejected.Count;
    }
}
