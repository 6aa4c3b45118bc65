using Microsoft.Extensions.Logging;
using Tevreden.Api;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Erasure;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Service;

namespace Tevreden.Cli.Sync;

/// <summary>The responses that a run reads, batch by batch, each once.</summary>
/// <param name="source">The service.</param>
/// <param name="service">How it is spoken to.</param>
/// <param name="options">What part to read.</param>
/// <param name="settings">How many at a time.</param>
/// <param name="erased">What may not come back.</param>
/// <param name="now">When the run began, UTC.</param>
/// <param name="log">Gets what could not be read.</param>
internal sealed class ResponseReading(
    IResponseSource source, ServiceSettings service, SyncOptions options, JobSettings settings, ErasedThings erased, DateTime now, ILogger log)
{
    // Where a shard's reading of many years may be broken off and gone on with: halves of what is left, as days before now.
    private static readonly int[] PeriodEnds = [1460, 730, 365, 180, 90, 30, 7];

    // Enough for a few full bulks at once, and little enough to stay flat in memory.
    private const int BulksTogether = 2;
    private const int MostTogether = 1000;

    private readonly HashSet<(string Id, DateTime ChangedAt)> _lastBatch = [];

    /// <summary>Responses left out, because a person asked to be forgotten.</summary>
    public int Erased { get; private set; }

    /// <summary>Oldest change first; false where organisation comes after organisation, so that nothing is safe before the end of a period.</summary>
    public bool IsInOrder => options.Shard is null;

    /// <param name="from">UTC, inclusive.</param>
    /// <param name="stop">Ends reading.</param>
    /// <exception cref="CliException">The profile can't filter by organisation.</exception>
    public async IAsyncEnumerable<ResponseBatch> ReadAsync(DateTime from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var spans = await SpansAsync(from, stop);
        await foreach (var batch in new ResponsePager(source).ReadAsync(spans, Math.Min(MostTogether, settings.BulkSize * BulksTogether), stop))
        {
            foreach (var malformed in batch.Malformed)
                log.LogWarning("Response.Malformed id={Id}: {Reason}", malformed.Id is { } id ? ExternalIds.Response(id) : "none", malformed.Reason);
            yield return Fresh(batch);
        }
    }

    private async Task<IReadOnlyList<ResponseSpan>> SpansAsync(DateTime from, CancellationToken stop)
    {
        if (options.Shard is not { } shard)
            return [new ResponseSpan(new ResponseQuery { ChangedSince = from, Limit = settings.PageSize })];
        if (!service.Profile.FiltersByOrganisation)
        {
            throw new CliException(
                ErrorCodes.SettingsInvalid,
                "--shard needs a service whose responses can be asked for by organisation. The API profile names no such filter: fill \"responses.organisation\" there, or run without --shard.",
                ExitCodes.Configuration);
        }

        var organisations = (await source.OrganisationsAsync(stop)).Distinct(StringComparer.Ordinal).Where(shard.Holds).ToList();
        log.LogInformation("Sync.Shard shard={Shard} organisations={Organisations}", shard, organisations.Count);
        return [.. Periods(from).SelectMany(period => organisations.Select((organisation, i) => new ResponseSpan(
            new ResponseQuery { ChangedSince = period.From, Limit = settings.PageSize, OrganisationId = organisation },
            period.Until,
            EndsPeriod: period.Until is not null && i == organisations.Count - 1)))];
    }

    private IEnumerable<(DateTime From, DateTime? Until)> Periods(DateTime from)
    {
        var begin = from;
        foreach (var end in PeriodEnds.Select(days => now.AddDays(-days)).Where(end => end > from))
        {
            yield return (begin, end);
            begin = end;
        }

        yield return (begin, null);
    }

    // A page begins with the change time that the last one ended with, so some rows come twice.
    private ResponseBatch Fresh(ResponseBatch batch)
    {
        var fresh = PagePlan.Deduplicate(batch.Responses).Where(response => !_lastBatch.Contains((response.Id, response.ChangedAt))).ToList();
        _lastBatch.Clear();
        _lastBatch.UnionWith(batch.Responses.Select(response => (response.Id, response.ChangedAt)));
        Erased += fresh.RemoveAll(erased.Hold);
        return batch with { Responses = fresh };
    }
}
