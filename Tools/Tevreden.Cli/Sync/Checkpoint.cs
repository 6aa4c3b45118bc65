using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>
/// The row of one stream in tvr_checkpoint: the watermark, and a lease, so that two runs never work on one stream. The lease ends by itself where a run died;
/// taking it is conditional on the row version, keeping it needs none, since nobody else touches the row before it ends.
/// </summary>
internal sealed class Checkpoint
{
    public const string Responses = "responses";

    public static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(10);

    private const int MostTries = 3;

    private readonly DataverseClient _client;
    private readonly TimeProvider _time;
    private readonly string _stream;
    private readonly string _owner;
    private readonly ILogger _log;
    private DateTime _until;

    public Checkpoint(DataverseClient client, TimeProvider time, string stream, string owner, ILogger log)
    {
        _client = client;
        _time = time;
        _stream = stream;
        _owner = owner;
        _log = log;
    }

    /// <summary>The watermark as the lease was taken; null before the first run.</summary>
    public DateTime? Found { get; private set; }

    /// <summary>Asks for one stream's row.</summary>
    public static System.Xml.Linq.XElement Query(string stream) => Query(Fetch.Is(CheckpointTable.Stream, stream));

    /// <summary>Asks for the rows of all streams of responses, shards included.</summary>
    public static System.Xml.Linq.XElement QueryOfResponses() => Query(Fetch.BeginsWith(CheckpointTable.Stream, Responses));

    /// <summary>As <see cref="QueryOfResponses"/>, and the rows of what waits beside them.</summary>
    public static System.Xml.Linq.XElement QueryWithBacklogs() => Query(Fetch.Or(Fetch.BeginsWith(CheckpointTable.Stream, Responses), Backlog.Condition()));

    /// <summary>A run of all responses and one of a shard of them, or runs of shards that were cut differently, would do each other's work twice.</summary>
    /// <exception cref="CliException">Such a run is under way.</exception>
    public void RefuseOverlapping(IEnumerable<Entity> rows)
    {
        var shards = ShardsOf(_stream);
        foreach (var row in rows.Where(row => row.Text(CheckpointTable.Stream) is { } other && other != _stream && !(shards is not null && ShardsOf(other) == shards)))
            RefuseHeld(row);
    }

    /// <summary>Takes the lease.</summary>
    /// <param name="row">As read lately, or null where there was none.</param>
    /// <param name="cancellation">Keeps the next request from being sent.</param>
    /// <exception cref="CliException">Another run holds it.</exception>
    public async Task TakeAsync(Entity? row, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            RefuseHeld(row);
            _until = Now() + LeaseLength;
            try
            {
                await _client.OnceAsync(row is null ? CreateRequest() : TakeRequest(row), cancellation);
                Found = ReadWatermark(row);
                return;
            }
            catch (Exception exception) when (tries < MostTries && DataverseFaults.Kind(exception) is FaultKind.Duplicate or FaultKind.Stale or FaultKind.Transient)
            {
                // Either somebody else was faster, or it was us and the answer was lost: the row says which.
                row = (await _client.ReadPageAsync(Query(_stream), cancellation)).Entities.FirstOrDefault();
            }
        }
    }

    /// <summary>Keeps the lease where less than half of it is left. Sends nothing otherwise.</summary>
    /// <exception cref="CliException">It ended meanwhile and another run took it.</exception>
    public Task KeepAsync(CancellationToken cancellation) =>
        _until - Now() > LeaseLength / 2 ? Task.CompletedTask : WriteAsync(null, cancellation);

    /// <summary>Stores the watermark, and keeps the lease.</summary>
    /// <exception cref="CliException">The lease ended meanwhile and another run took it.</exception>
    public Task SaveAsync(DateTime watermark, CancellationToken cancellation) => WriteAsync(watermark, cancellation);

    /// <summary>The write that gives the lease back, and stores the watermark unless it is null; null where the lease is no longer surely ours.</summary>
    public OrganizationRequest? Release(DateTime? watermark)
    {
        if (Now() >= _until)
            return null;

        var row = Row();
        row[CheckpointTable.LeaseOwner] = null;
        row[CheckpointTable.LeaseUntil] = null;
        if (watermark is { } mark)
            row[CheckpointTable.Watermark] = Text(mark);
        return new UpdateRequest { Target = row };
    }

    private const string RowVersionColumn = "versionnumber";

    private static string Text(DateTime watermark) => watermark.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The watermark in a row of tvr_checkpoint; null where there is none yet.</summary>
    /// <exception cref="CliException">Somebody wrote something else there.</exception>
    public static DateTime? ReadWatermark(Entity? row)
    {
        if (row?.Text(CheckpointTable.Watermark) is not { } text)
            return null;
        return DateTime.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var mark)
            ? mark
            : throw new CliException(
                ErrorCodes.SettingsInvalid,
                $"The watermark in {CheckpointTable.Table} is \"{text}\"; expected a time such as 2026-11-24T03:55:00.0000000Z, or nothing to begin anew. Correct that row.",
                ExitCodes.Configuration);
    }

    private static System.Xml.Linq.XElement Query(System.Xml.Linq.XElement which) => Fetch.Query(Fetch.Entity(
        CheckpointTable.Table,
        Fetch.Columns(CheckpointTable.Id, CheckpointTable.Stream, CheckpointTable.Watermark, CheckpointTable.LeaseOwner, CheckpointTable.LeaseUntil, RowVersionColumn),
        which.Name == "filter" ? which : Fetch.And(which)));

    // Of responses-2-8 it is 8; null for the stream of all responses.
    private static string? ShardsOf(string stream) => stream.Split('-') is [_, _, var count] ? count : null;

    private async Task WriteAsync(DateTime? watermark, CancellationToken cancellation)
    {
        if (Now() >= _until)
            await MakeSureAsync(cancellation);

        _until = Now() + LeaseLength;
        var row = Row();
        row[CheckpointTable.LeaseUntil] = _until;
        if (watermark is { } mark)
            row[CheckpointTable.Watermark] = Text(mark);
        await _client.RepeatAsync(new UpdateRequest { Target = row }, cancellation);
        _log.LogInformation("Sync.Checkpoint watermark={Watermark} leaseUntil={Until:O}", watermark is { } stored ? Text(stored) : "as before", _until);
    }

    // The run took longer than its lease between two writes (a laptop that slept): another one may have begun.
    private async Task MakeSureAsync(CancellationToken cancellation)
    {
        var row = (await _client.ReadPageAsync(Query(_stream), cancellation)).Entities.FirstOrDefault();
        if (row?.Text(CheckpointTable.LeaseOwner) == _owner)
            return;
        throw new CliException(
            ErrorCodes.LeaseLost,
            "This run stood still for longer than its lease, and another run has begun meanwhile. It stops here; the other one does the work.",
            ExitCodes.Locked);
    }

    private void RefuseHeld(Entity? row)
    {
        if (row?.Date(CheckpointTable.LeaseUntil) is not { } until || row.Text(CheckpointTable.LeaseOwner) is not { } owner || owner == _owner || until <= Now())
            return;
        throw new CliException(
            ErrorCodes.Locked,
            $"Another run ({owner}) works on this environment. Its lease ends at {until:yyyy-MM-dd HH:mm:ss} UTC unless it goes on. Wait for it; if it died, run again after that.",
            ExitCodes.Locked);
    }

    private CreateRequest CreateRequest() => new()
    {
        Target = new Entity(CheckpointTable.Table)
        {
            [CheckpointTable.Stream] = _stream,
            [CheckpointTable.LeaseOwner] = _owner,
            [CheckpointTable.LeaseUntil] = _until,
        },
    };

    private UpdateRequest TakeRequest(Entity row) => new()
    {
        Target = new Entity(CheckpointTable.Table, row.Id)
        {
            RowVersion = row.RowVersion ?? Convert.ToString(row.Attributes.TryGetValue(RowVersionColumn, out var version) ? version : null, CultureInfo.InvariantCulture),
            [CheckpointTable.LeaseOwner] = _owner,
            [CheckpointTable.LeaseUntil] = _until,
        },
        ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
    };

    private Entity Row() => new(CheckpointTable.Table, CheckpointTable.Stream, _stream);

    private DateTime Now()
    {
        // Columns keep whole seconds.
        var now = _time.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }
}
