using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Events;

/// <summary>What the plug-ins do with the core's decisions, request by request: as CaseConvergence and the sender do it.</summary>
internal sealed class Routines(CaseScript script)
{
    private const int MostRounds = 5;

    private readonly Dictionary<(CaseEvent Event, int ReadAt, UInt128 Rows), IReadOnlyList<InvitationWrite>> _decided = [];

    /// <summary>One request of a planner.</summary>
    public World Next(World world, Planner planner)
    {
        var others = world.Without(planner);
        if (planner.ReadAt is not { } readAt)
            return others.Begin(Planner.ThatRead(planner.Event, world.Step, planner.Round));
        if (planner.Writes is null)
        {
            var seen = planner.Seen ?? Read(planner.Event.Case, readAt, world);
            if (planner.Seen is null && Converge.MustReadAgain(script.CaseAt(planner.Event.Case, readAt), [.. seen.Select(row => row.Facts)]))
                return others.Begin(planner.ReadsAgain(seen));
            var writes = Decide(planner.Event, planner.Seen is null ? readAt : world.Step, seen);
            return writes.Count == 0 ? others : others.Begin(planner.Decided(writes));
        }

        var (written, raced) = Write(others, planner);
        var after = planner.Wrote(raced);
        if (after.Writes!.Count > 0)
            return written.Begin(after);
        return after.Raced && planner.Round < MostRounds ? written.Begin(Planner.BeforeRound(planner.Event, planner.Round + 1)) : written;
    }

    /// <summary>The sender reads a row: it will claim it, plan its case, or leave it.</summary>
    public Worker? Visit(World world, Row row, bool secondTry = false) => SendDecision.Next(Facts(world, row), SendRequests.Send, Make.Connection(), Make.Now.AddHours(1)) switch
    {
        SendStep.Send => new Sender(row.Id, SenderPhase.Read, false, secondTry),
        SendStep.PlanCase => Planner.BeforeRound(new CaseEvent(row.Case, PlanEvent.ResolutionCreated), 1),
        _ => null,
    };

    /// <summary>One request of a sender.</summary>
    public World Next(World world, Sender sender)
    {
        var others = world.Without(sender);
        var row = world.Find(sender.Row);
        switch (sender.Phase)
        {
            case SenderPhase.Read when sender.Stale:
                return !sender.SecondTry && Visit(others, row, secondTry: true) is { } again ? others.Begin(again) : others;
            case SenderPhase.Read:
                return others.Write(row.Claimed()).Begin(new Sender(row.Id, SenderPhase.Claimed, false, false));
            case SenderPhase.Claimed:
                return others.Count(row.Mailed()).Begin(new Sender(row.Id, SenderPhase.Called, false, false));
            default:
                return others.Write(row.Sent());
        }
    }

    private List<Row> Read(int number, int readAt, World world)
    {
        var brought = script.CaseAt(number, readAt).Resolutions.Select(row => InvitationIdentity.Text(row.Id)).ToHashSet(StringComparer.Ordinal);
        return [.. world.Rows.Where(row => row.Case == number || brought.Contains(row.ResolutionId))];
    }

    private IReadOnlyList<InvitationWrite> Decide(CaseEvent happened, int readAt, IReadOnlyList<Row> rows)
    {
        var key = (happened, readAt, Fingerprint.Of(rows));
        if (!_decided.TryGetValue(key, out var writes))
            _decided[key] = writes = Converge.Case(Make.Plan(script.CaseAt(happened.Case, readAt), happened.Event, [.. rows.Select(row => row.Facts)]));
        return writes;
    }

    private static (World World, bool Raced) Write(World others, Planner planner)
    {
        switch (planner.Writes![0])
        {
            case CreateInvitation { Invitation: var made }:
                return others.Has(made.Key) ? (others, true) : (others.Add(Row.Of(made)), false);
            case ChangeInvitation change:
                return planner.Stale.Contains(change.Id) ? (others, true) : (others.Write(others.Find(change.Id).With(change)), false);
            default:
                throw new ArgumentOutOfRangeException(nameof(planner));
        }
    }

    // As the sender's query reads it: the lookup to the case moves with a merge, the text does not.
    private SendFacts Facts(World world, Row row)
    {
        var theCase = script.CaseAt(row.Case, world.Step);
        var why = theCase.Merged
            ? InvitationReason.CaseMerged
            : ResolutionHistory.Of(theCase, [row.Facts], PlanEvent.ResolutionCreated).WhyNotCurrent(row.ResolutionId);
        return Make.Row(row.Status) with
        {
            Attempts = row.Attempts,
            CancelRequested = row.CancelRequested,
            WhyNotCurrent = why ?? (row.Reopened ? InvitationReason.CaseReopened : null),
        };
    }
}
