using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>
/// Since when responses wait that Dataverse refused, or that could not be read: the watermark passes them, so that the rest goes on, and later runs begin there again
/// until all of them are in. Kept in a row of tvr_checkpoint beside the stream's own. What a person mends comes in by itself, and what nobody mends costs ever less:
/// the longer it waits, and the further back it lies, the more seldom it is tried.
/// </summary>
internal sealed class Backlog
{
    private const string Prefix = "rejected";
    private const int ShareOfWait = 4;
    private const int ShareOfSpan = 1000;

    private readonly string _stream;
    private readonly DateTime _now;
    private readonly State? _found;
    private State? _stored;
    private DateTime? _added;

    /// <param name="row">As read; null where nothing ever waited.</param>
    /// <param name="stream">The stream of responses.</param>
    /// <param name="now">When the run began, UTC.</param>
    public Backlog(Entity? row, string stream, DateTime now)
    {
        _stream = StreamOf(stream);
        _now = now;
        _found = _stored = Parse(row?.Text(CheckpointTable.Watermark));
    }

    /// <summary>Where this run begins for the sake of what waits; null where nothing does, or not yet.</summary>
    public DateTime? ReadFrom =>
        _found is { } found && _now - found.TriedOn >= Longer((_now - found.RefusedOn) / ShareOfWait, (_now - found.Since) / ShareOfSpan) ? found.Since : null;

    /// <summary>What changed since then waits; null for nothing.</summary>
    public DateTime? WaitingSince => _stored?.Since;

    /// <summary>The row of tvr_checkpoint that belongs to a stream of responses.</summary>
    public static string StreamOf(string stream) => Prefix + stream[Checkpoint.Responses.Length..];

    public static System.Xml.Linq.XElement Condition() => Fetch.BeginsWith(CheckpointTable.Stream, Prefix);

    /// <summary>A response that is not, or not wholly, in Dataverse.</summary>
    /// <param name="changedAt">Its change time, or a time before it where that can't be read.</param>
    public void Add(DateTime changedAt) => _added = _added < changedAt ? _added : changedAt;

    /// <summary>The write that must be safe before the watermark passes what waits; null where Dataverse has it already.</summary>
    public OrganizationRequest? Save() => Save(Merged());

    /// <summary>The same at the end of a run that read all there is from <paramref name="from"/> on.</summary>
    public OrganizationRequest? SaveAtEnd(DateTime from)
    {
        if (_found is { } found && from <= found.Since)
            return Save(_added is { } added ? new State(added, added <= found.Since ? found.RefusedOn : _now, _now) : null);
        return Save();
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static State? Parse(string? text) =>
        text?.Split(' ') is [var since, var refused, var tried] && Read(since) is { } first && Read(refused) is { } second && Read(tried) is { } third
            ? new State(first, second, third)
            : null;

    private static DateTime? Read(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private State? Merged() => (_found, _added) switch
    {
        (_, null) => _stored,
        (null, { } added) => new State(added, _now, _now),
        ({ } found, { } added) => added < found.Since ? new State(added, _now, _now) : found,
    };

    private UpsertRequest? Save(State? state)
    {
        if (state == _stored)
            return null;
        _stored = state;
        return new UpsertRequest
        {
            Target = new Entity(CheckpointTable.Table, CheckpointTable.Stream, _stream) { [CheckpointTable.Watermark] = state?.ToString() },
        };
    }

    /// <param name="Since">The earliest change time.</param>
    /// <param name="RefusedOn">When that one was refused first.</param>
    /// <param name="TriedOn">When it was tried last.</param>
    private sealed record State(DateTime Since, DateTime RefusedOn, DateTime TriedOn)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Since:O} {RefusedOn:yyyy-MM-dd'T'HH:mm:ss'Z'} {TriedOn:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }
}
