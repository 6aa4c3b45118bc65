using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Cli.Sync.Scores;

namespace Tevreden.Cli.Sync;

/// <summary>
/// One run over the responses: reads batch after batch, writes each, refreshes the scores of the customers that were touched, and only then moves the watermark. A
/// run that is killed at any point leaves the watermark before what is not safe; the next run does that again and ends in the same rows.
/// </summary>
internal sealed class SyncRun
{
    // Both bound what a killed run repeats; few, because a customer touched in two stretches is computed twice.
    private const int MostTouched = 5000;
    private const int MostBatches = 12;

    private readonly DataverseClient _client;
    private readonly ResponseReading _reading;
    private readonly Opening _opening;
    private readonly JobContext _job;
    private readonly Resilience _resilience;
    private readonly RunRecord _record;
    private readonly SyncEnd _end;
    private readonly TouchedCustomers _touched = new();
    private readonly PagePlanner _planner;
    private readonly PageWriter _writer;
    private readonly ScoreRefresh _scores;
    private int _batches;

    public SyncRun(JobContext job, DataverseClient client, ResponseReading reading, Opening opening, ConnectionFacts connection, JobSettings settings, Resilience resilience)
    {
        _job = job;
        _client = client;
        _reading = reading;
        _opening = opening;
        _resilience = resilience;
        _record = new RunRecord(job.RunId, job.Command, job.StartedOn);
        _end = new SyncEnd(client, _record, connection, job);
        _planner = new PagePlanner(client, opening.Books);
        var bulk = new BulkWriter(client, settings.BulkSize, job.Log);
        _writer = new PageWriter(client, bulk, new FollowUpWriter(client, bulk, settings.DataverseUrl, Counts, job.Log), Counts, _touched, job.Log);
        _scores = new ScoreRefresh(client, bulk, opening.Books, Counts, job.Log);
    }

    /// <summary>What was done, also where the run ends in an exception.</summary>
    public SyncCounts Counts { get; } = new();

    /// <summary>The watermark as Dataverse has it.</summary>
    public DateTime? Stored { get; private set; }

    /// <param name="options">What to read.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="stop">Ends the run after the requests under way; what was written is made safe.</param>
    /// <exception cref="CliException">It did not get to the end.</exception>
    public async Task RunAsync(SyncOptions options, IProgressDisplay progress, CancellationToken stop)
    {
        var checkpoint = new Checkpoint(_client, _job.Time, options.Stream, _job.Owner, _job.Log);
        checkpoint.RefuseOverlapping(_opening.Checkpoints);
        await checkpoint.TakeAsync(_opening.Checkpoint(options.Stream), stop);
        var backlog = new Backlog(_opening.Checkpoint(Backlog.StreamOf(options.Stream)), options.Stream, _job.StartedOn);
        var stretch = new Stretch(checkpoint, new Watermark(checkpoint.Found, options, _job.StartedOn, _reading.IsInOrder, backlog.ReadFrom), backlog, options);
        Stored = checkpoint.Found;
        CliException? error = null;
        DateTime? safe = null;
        OrganizationRequest? waiting = null;
        try
        {
            await _client.RepeatAsync(_record.Start(), stop);
            await ReadAndWriteAsync(stretch, progress, stop);
            await ScoreAsync(stretch, () => _scores.AddDueAsync(_touched, _job.StartedOn, stop), stop);
            safe = stretch.Watermark.Safe(atEnd: true);
            waiting = backlog.SaveAtEnd(stretch.Watermark.From);
        }
        catch (Exception exception)
        {
            error = ErrorMapper.Map(exception);
            if (error.ExitCode is ExitCodes.ServiceUnreachable or ExitCodes.Interrupted)
                safe = await SecureAsync(stretch);
            waiting = backlog.Save();
        }

        if (await _end.WriteAsync(checkpoint, Counts, waiting, safe, error))
            Stored = safe ?? Stored;
        Counts.WaitingSince = backlog.WaitingSince;
        if (error is not null)
            throw error;
    }

    private async Task ReadAndWriteAsync(Stretch stretch, IProgressDisplay progress, CancellationToken stop)
    {
        var from = stretch.Watermark.From;
        _job.Log.LogInformation("Sync.Started stream={Stream} from={From:O} watermark={Watermark:O}", stretch.Options.Stream, from, stretch.Watermark.Found);
        await foreach (var batch in _reading.ReadAsync(from, stop))
        {
            await WriteAsync(batch, stretch, stop);
            progress.Report(Share(from, batch), Counts.Read, $"{Counts.Read} read, {Counts.Written} written, {Counts.AccountsScored + Counts.ContactsScored} scored");
            await stretch.Checkpoint.KeepAsync(stop);
            if (batch.WholeUntil is { } until)
                stretch.Watermark.PassAllBefore(until);
            if (batch.WholeUntil is not null || _touched.Count >= MostTouched || ++_batches % MostBatches == 0)
                await StoreSafeAsync(stretch, stop);
        }
    }

    private async Task WriteAsync(ResponseBatch batch, Stretch stretch, CancellationToken stop)
    {
        Counts.Malformed += batch.Malformed.Count;
        if (batch.Malformed.Count > 0)
            stretch.Backlog.Add(stretch.Watermark.Passed);
        if (batch.Responses.Count == 0)
            return;

        var plan = await _planner.PlanAsync(batch.Responses, stretch.Watermark.Found, stop);
        if (stretch.Watermark.BackFor(plan.Writes.Select(response => response.Source.ChangedAt)) is { } back)
            await StoreAsync(stretch, back, stop);
        foreach (var response in await _writer.WriteAsync(plan, _job.StartedOn, stop))
            stretch.Backlog.Add(response.Source.ChangedAt);
        stretch.Watermark.Pass(batch.Responses.Min(response => response.ChangedAt), batch.Responses.Max(response => response.ChangedAt));
    }

    private async Task StoreSafeAsync(Stretch stretch, CancellationToken stop)
    {
        await ScoreAsync(stretch, null, stop);
        _touched.Clear();
        if (stretch.Watermark.Safe(atEnd: false) is { } safe)
            await StoreAsync(stretch, safe, stop);
    }

    private Task ScoreAsync(Stretch stretch, Func<Task>? before, CancellationToken stop)
    {
        return stretch.Options.Shard is null ? WorkAsync() : ScoreTurn.RunAsync(_job, _client, _resilience.Patience, WorkAsync, stop);

        async Task WorkAsync()
        {
            if (before is not null)
                await before();
            await _scores.RunAsync(_touched, _job.StartedOn, stop);
        }
    }

    private async Task StoreAsync(Stretch stretch, DateTime mark, CancellationToken stop)
    {
        if (stretch.Backlog.Save() is { } waiting)
            await _client.RepeatAsync(waiting, stop);
        await stretch.Checkpoint.SaveAsync(mark, stop);
        stretch.Watermark.Store(mark);
        Stored = mark;
    }

    // The batches before the interruption are whole, so their scores and their watermark can be.
    private async Task<DateTime?> SecureAsync(Stretch stretch)
    {
        try
        {
            await ScoreAsync(stretch, null, CancellationToken.None);
            return stretch.Watermark.Safe(atEnd: false);
        }
        catch (Exception exception)
        {
            _job.Log.LogWarning("Sync.NotSecured cause={Cause}: the next run repeats these responses", ErrorMapper.Map(exception).Code);
            return null;
        }
    }

    private double Share(DateTime from, ResponseBatch batch)
    {
        var length = _job.StartedOn - from;
        return batch.Responses.Count == 0 || length <= TimeSpan.Zero ? 1 : Math.Clamp((batch.Responses.Max(response => response.ChangedAt) - from) / length, 0, 1);
    }

    /// <summary>What one run moves along.</summary>
    private sealed record Stretch(Checkpoint Checkpoint, Watermark Watermark, Backlog Backlog, SyncOptions Options);
}
