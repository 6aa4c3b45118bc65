using Microsoft.Extensions.Logging;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sync.FollowUps;

namespace Tevreden.Cli.Sync;

/// <summary>What a run would do now: reads both sides and writes nothing, no lease and no row of its own either.</summary>
internal sealed class SyncPreview(JobContext job, DataverseClient client, ResponseReading reading, Opening opening)
{
    /// <summary>What would be done. Scores are not computed: they follow from rows that are not there.</summary>
    public SyncCounts Counts { get; } = new();

    /// <param name="options">What to read.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(SyncOptions options, IProgressDisplay progress, CancellationToken stop)
    {
        var found = Checkpoint.ReadWatermark(opening.Checkpoint(options.Stream));
        var backlog = new Backlog(opening.Checkpoint(Backlog.StreamOf(options.Stream)), options.Stream, job.StartedOn);
        var planner = new PagePlanner(client, opening.Books);
        var followUps = new FollowUpReads(client);
        await foreach (var batch in reading.ReadAsync(new Watermark(found, options, job.StartedOn, waiting: backlog.ReadFrom).From, stop))
        {
            Counts.Malformed += batch.Malformed.Count;
            var plan = await planner.PlanAsync(batch.Responses, found, stop);
            Counts.Add(plan);
            Counts.Written += plan.Writes.Count;
            Counts.AnswersWritten += plan.Writes.Sum(response => response.ToAnswerRows().Count());
            Counts.Answered += PagePlan.Answered(plan.All).Count;
            Counts.FollowUps += await CountFollowUpsAsync(plan, followUps, stop);
            progress.Report(0, Counts.Read, $"{Counts.Read} read, {Counts.Written} would be written");
        }

        job.Log.LogInformation("Sync.Preview read={Read} write={Write} unchanged={Unchanged} unmatched={Unmatched}", Counts.Read, Counts.Written, Counts.Unchanged, Counts.Unmatched);
    }

    private async Task<int> CountFollowUpsAsync(PagePlan plan, FollowUpReads followUps, CancellationToken stop)
    {
        var wanted = plan.Writes.Where(response => FollowUpWish.Wants(response, job.StartedOn)).Select(response => response.Key).ToList();
        var there = wanted.Where(plan.Existing.ContainsKey).ToList();
        return wanted.Count - there.Count + (there.Count == 0 ? 0 : (await followUps.PlacesAsync(there, stop)).Count);
    }
}
