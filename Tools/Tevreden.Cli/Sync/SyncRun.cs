using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Api;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Cli.Sync.Scores;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>
/// One run over the responses: reads page after page, writes each, refreshes the scores of the customers that were touched, and only then moves the watermark. A
/// run that is killed at any point leaves the watermark before what is not safe; the next run does that again and ends in the same rows.
/// </summary>
internal sealed class SyncRun
{
    // Both bound what a killed run repeats; few, because a customer touched in two stretches is computed twice.
    private const int MostTouched = 5000;
    private const int MostBatches = 12;

    // Enough for a few full bulks at once, and little enough to stay flat in memory.
    private const int BulksTogether = 4;
    private const int MostTogether = 2000;

    private readonly DataverseClient _client;
    private readonly ResponsePager _pager;
    private readonly Opening _opening;
    private readonly JobContext _job;
    private readonly RunRecord _record;
    private readonly Checkpoint _checkpoint;
    private readonly ConnectionFacts _connection;
    private readonly TouchedCustomers _touched = new();
    private readonly PageWriter _writer;
    private readonly ScoreRefresh _scores;
    private readonly int _pageSize;
    private readonly int _together;
    private readonly HashSet<(string Key, DateTime ChangedAt)> _lastPage = [];
    private int _batches;

    public SyncRun(JobContext job, DataverseClient client, ResponsePager pager, Opening opening, ConnectionFacts connection, JobSettings settings)
    {
        _job = job;
        _client = client;
        _pager = pager;
        _opening = opening;
        _connection = connection;
        _pageSize = settings.PageSize;
        _together = Math.Min(MostTogether, settings.BulkSize * BulksTogether);
        _record = new RunRecord(job.RunId, job.Command, job.StartedOn);
        _checkpoint = new Checkpoint(client, job.Time, Checkpoint.Responses, job.Owner, job.Log);
        var bulk = new BulkWriter(client, settings.BulkSize, job.Log);
        _writer = new PageWriter(client, bulk, new FollowUpWriter(client, bulk, settings.DataverseUrl, Counts, job.Log), opening.Books, Counts, _touched, job.Log);
        _scores = new ScoreRefresh(client, bulk, opening.Books, Counts, job.Log);
    }

    /// <summary>What was done, also where the run ends in an exception.</summary>
    public SyncCounts Counts { get; } = new();

    /// <summary>The watermark as Dataverse has it.</summary>
    public DateTime? Stored { get; private set; }

    /// <param name="options">What to read.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="stop">Ends the run after the request under way; what was written is made safe.</param>
    /// <exception cref="CliException">It did not get to the end.</exception>
    public async Task RunAsync(SyncOptions options, IProgressDisplay progress, CancellationToken stop)
    {
        await _checkpoint.TakeAsync(_opening.Checkpoint, stop);
        var watermark = new Watermark(_checkpoint.Found, options, _job.StartedOn);
        Stored = watermark.Stored;
        CliException? error = null;
        DateTime? safe = null;
        try
        {
            await _client.RepeatAsync(_record.Start(), stop);
            await ReadAndWriteAsync(watermark, progress, stop);
            await _scores.AddDueAsync(_touched, _job.StartedOn, stop);
            await _scores.RunAsync(_touched, _job.StartedOn, stop);
            safe = watermark.Safe(atEnd: true);
        }
        catch (Exception exception)
        {
            error = ErrorMapper.Map(exception);
            if (error.ExitCode is ExitCodes.ServiceUnreachable or ExitCodes.Interrupted)
                safe = await SecureAsync(watermark);
        }

        await FinishAsync(watermark, safe, error);
        if (error is not null)
            throw error;
    }

    private async Task ReadAndWriteAsync(Watermark watermark, IProgressDisplay progress, CancellationToken stop)
    {
        _job.Log.LogInformation("Sync.Started from={From:O} watermark={Watermark:O}", watermark.From, watermark.Found);
        await foreach (var page in _pager.ReadAsync(new ResponseQuery { ChangedSince = watermark.From, Limit = _pageSize }, _together, stop))
        {
            await WriteAsync(page, watermark, stop);
            progress.Report(Share(watermark.From, page), Counts.Read, $"{Counts.Read} read, {Counts.Written} written, {Counts.AccountsScored + Counts.ContactsScored} scored");
            await _checkpoint.KeepAsync(stop);
            if (_touched.Count >= MostTouched || ++_batches % MostBatches == 0)
                await StoreSafeAsync(watermark, stop);
        }
    }

    private async Task WriteAsync(ResponsePage page, Watermark watermark, CancellationToken stop)
    {
        foreach (var malformed in page.Malformed)
            _job.Log.LogWarning("Response.Malformed id={Id}: {Reason}", malformed.Id is { } id ? ExternalIds.Response(id) : "none", malformed.Reason);
        Counts.Malformed += page.Malformed.Count;

        // A page begins with the change time that the last one ended with, so some rows come twice.
        var responses = PagePlan.Deduplicate(page.Responses).Where(response => !_lastPage.Contains((response.Id, response.ChangedAt))).ToList();
        _lastPage.Clear();
        _lastPage.UnionWith(page.Responses.Select(response => (response.Id, response.ChangedAt)));
        if (responses.Count == 0)
            return;

        var plan = await _writer.PlanAsync(responses, watermark.Found, stop);
        if (watermark.BackFor(plan.Writes.Select(response => response.Source.ChangedAt)) is { } back)
            await StoreAsync(watermark, back, stop);
        await _writer.WriteAsync(plan, _job.StartedOn, stop);
        watermark.Pass(responses.Min(response => response.ChangedAt), responses.Max(response => response.ChangedAt));
    }

    private async Task StoreSafeAsync(Watermark watermark, CancellationToken stop)
    {
        await _scores.RunAsync(_touched, _job.StartedOn, stop);
        _touched.Clear();
        if (watermark.Safe(atEnd: false) is { } safe)
            await StoreAsync(watermark, safe, stop);
    }

    private async Task StoreAsync(Watermark watermark, DateTime mark, CancellationToken stop)
    {
        await _checkpoint.SaveAsync(mark, stop);
        watermark.Store(mark);
        Stored = mark;
    }

    // The pages before the interruption are whole, so their scores and their watermark can be.
    private async Task<DateTime?> SecureAsync(Watermark watermark)
    {
        try
        {
            await _scores.RunAsync(_touched, _job.StartedOn, CancellationToken.None);
            return watermark.Safe(atEnd: false);
        }
        catch (Exception exception)
        {
            _job.Log.LogWarning("Sync.NotSecured cause={Cause}: the next run repeats these pages", ErrorMapper.Map(exception).Code);
            return null;
        }
    }

    private async Task FinishAsync(Watermark watermark, DateTime? safe, CliException? error)
    {
        var now = _job.Time.GetUtcNow().UtcDateTime;
        var requests = new OrganizationRequestCollection
        {
            _record.Finish(Counts, error, now),
            new UpdateRequest { Target = new Entity(ConnectionTable.Table, _connection.Id) { [ConnectionTable.RunnerLastSeenOn] = now } },
        };
        var release = _checkpoint.Release(safe);
        if (release is not null)
            requests.Insert(0, release);

        try
        {
            var answer = (ExecuteMultipleResponse)await _client.RepeatAsync(
                new ExecuteMultipleRequest { Requests = requests, Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = false } },
                CancellationToken.None);
            if (answer.Responses.FirstOrDefault(item => item.Fault is not null)?.Fault is { } fault)
                throw new System.ServiceModel.FaultException<OrganizationServiceFault>(fault, fault.Message);
            if (release is not null && safe is { } mark)
            {
                watermark.Store(mark);
                Stored = mark;
            }
        }
        catch (Exception exception) when (error is not null)
        {
            // The first error is the one that a person needs; the lease ends by itself.
            _job.Log.LogWarning("Sync.NotFinished cause={Cause}", ErrorMapper.Map(exception).Code);
        }
    }

    private double Share(DateTime from, ResponsePage page)
    {
        var length = _job.StartedOn - from;
        return page.Responses.Count == 0 || length <= TimeSpan.Zero ? 1 : Math.Clamp((page.Responses.Max(response => response.ChangedAt) - from) / length, 0, 1);
    }
}
