using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Events;

/// <summary>A job under way, between two of its requests.</summary>
internal abstract record Worker
{
    /// <summary>Equal for two workers that will do the same.</summary>
    public abstract UInt128 Fingerprint { get; }

    /// <summary>The same worker after somebody else wrote a row.</summary>
    public abstract Worker Saw(Guid changed);
}

/// <summary>
/// Converges a case: reads the case, reads the invitations, reads the case once more where these tell of a newer resolution, decides, writes one row after the other, and
/// begins again if it lost a race.
/// </summary>
/// <param name="ReadAt">After which action it read the case; null: not yet in this round.</param>
/// <param name="Seen">The invitations that it read and has not decided about yet; null otherwise.</param>
/// <param name="Writes">What it still has to write; null: not decided yet.</param>
/// <param name="Stale">Rows that changed since it read them.</param>
internal sealed record Planner(
    CaseEvent Event, int Round, int? ReadAt, IReadOnlyList<Row>? Seen, IReadOnlyList<InvitationWrite>? Writes, IReadOnlySet<Guid> Stale, bool Raced) : Worker
{
    private static readonly IReadOnlySet<Guid> None = new HashSet<Guid>();

    public override UInt128 Fingerprint { get; } = Events.Fingerprint.Of(
        $"P{Event.Case}{Event.Event.SetToResolvedOn:HHmmss}{Event.Event.IsReconcile} {Round} {ReadAt} {(Seen is null ? "-" : string.Join('|', Seen.Select(row => row.Text)))} {(Writes is null ? "-" : string.Join(';', Writes))} {string.Join(',', Stale.Order())} {Raced}");

    public static Planner ThatRead(CaseEvent happened, int step, int round = 1) => new(happened, round, step, null, null, None, false);

    public static Planner BeforeRound(CaseEvent happened, int round) => new(happened, round, null, null, null, None, false);

    public Planner ReadsAgain(IReadOnlyList<Row> seen) => new(Event, Round, ReadAt, seen, null, None, Raced);

    public Planner Decided(IReadOnlyList<InvitationWrite> writes) => new(Event, Round, ReadAt, null, writes, Stale, Raced);

    public Planner Wrote(bool raced) => new(Event, Round, ReadAt, null, [.. Writes!.Skip(1)], Stale, Raced || raced);

    public override Worker Saw(Guid changed)
    {
        var holds = Seen?.Any(row => row.Id == changed) ?? Writes?.OfType<ChangeInvitation>().Any(change => change.Id == changed) ?? false;
        return holds && !Stale.Contains(changed) ? new Planner(Event, Round, ReadAt, Seen, Writes, new HashSet<Guid>(Stale) { changed }, Raced) : this;
    }
}

/// <summary>Sends one invitation: has read it and will claim it, has claimed it, or has called the service.</summary>
internal sealed record Sender(Guid Row, SenderPhase Phase, bool Stale, bool SecondTry) : Worker
{
    public override UInt128 Fingerprint { get; } = Events.Fingerprint.Of($"S{Row} {Phase} {Stale} {SecondTry}");

    public override Worker Saw(Guid changed) => changed == Row && Phase == SenderPhase.Read && !Stale ? new Sender(Row, Phase, true, SecondTry) : this;
}

internal enum SenderPhase
{
    Read,
    Claimed,
    Called,
}
