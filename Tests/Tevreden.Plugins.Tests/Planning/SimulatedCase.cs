using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Planning;

internal enum CaseAction
{
    Resolve,
    Reopen,
    Cancel,
    Merge,
}

/// <summary>One case and its invitation rows, with the platform's unique keys and row versions, and the routine run over them.</summary>
internal sealed class SimulatedCase
{
    private readonly List<ResolutionFacts> _resolutions = [];
    private readonly Dictionary<string, SimulatedRow> _rows = new(StringComparer.Ordinal);
    private DateTime _now = Make.Now;
    private CaseState _state = CaseState.Active;
    private bool _merged;
    private long _version;

    public IReadOnlyCollection<SimulatedRow> Rows => _rows.Values;

    public IReadOnlyList<ResolutionFacts> Resolutions => _resolutions;

    public CaseState State => _state;

    public List<string> SentWhileNotResolved { get; } = [];

    /// <summary>Does what the platform would do; an action that the state forbids does nothing.</summary>
    /// <returns>The events that it raises.</returns>
    public IReadOnlyList<PlanEvent> Do(CaseAction action, TimeSpan after)
    {
        _now += after;
        var before = _state;
        switch (action)
        {
            case CaseAction.Resolve when _state == CaseState.Active:
                _state = CaseState.Resolved;
                _resolutions.Add(Make.Resolution(_resolutions.Count + 1, Second(_now), version: ++_version));
                return [PlanEvent.ResolutionCreated, PlanEvent.StateChanged(_now, before, _state)];
            case CaseAction.Reopen when _state != CaseState.Active && !_merged:
                _state = CaseState.Active;
                break;
            case CaseAction.Cancel when _state != CaseState.Cancelled:
                _state = CaseState.Cancelled;
                break;
            case CaseAction.Merge when _state == CaseState.Active:
                (_state, _merged) = (CaseState.Cancelled, true);
                break;
            default:
                return [];
        }

        return [PlanEvent.StateChanged(_now, before, _state)];
    }

    /// <summary>What a worker reads now and decides; it may write it later.</summary>
    public IReadOnlyList<InvitationWrite> Decide(PlanEvent happened) => Converge.Case(Make.Plan(
        Make.Case(_state, [.. _resolutions]) with { Merged = _merged, ModifiedOn = _now },
        happened,
        [.. _rows.Values.Select(r => r.Facts)]) with
    {
        Now = _now,
    });

    /// <summary>Writes, and reads and decides again where another worker was faster.</summary>
    public void Write(IReadOnlyList<InvitationWrite> writes, PlanEvent happened)
    {
        for (var round = 0; round < 5; round++)
        {
            var lost = writes.Where(w => !TryWrite(w)).ToList();
            if (lost.Count == 0)
            {
                return;
            }

            writes = Decide(happened);
        }

        Assert.Fail("Nothing else writes, yet each round was lost.");
    }

    public void Deliver(PlanEvent happened) => Write(Decide(happened), happened);

    /// <summary>The sender visits every row that waits.</summary>
    public void Send()
    {
        foreach (var row in _rows.Values.Where(r => r.Facts.Status == InvitationStatus.Planned).ToList())
        {
            var history = ResolutionHistory.Of(
                Make.Case(_state, [.. _resolutions]) with { Merged = _merged }, [row.Facts], PlanEvent.ResolutionCreated);
            var facts = Make.Row() with { WhyNotCurrent = history.WhyNotCurrent(row.Facts.ResolutionId) };
            if (SendDecision.Next(facts, SendRequests.Send, Make.Connection(), _now) is SendStep.Send)
            {
                if (_state != CaseState.Resolved)
                {
                    SentWhileNotResolved.Add(row.Facts.ResolutionId);
                }

                row.Facts = row.Facts with { Status = InvitationStatus.Sent, RowVersion = Version(), Attempts = 1 };
                row.TimesSent++;
            }
        }
    }

    private static DateTime Second(DateTime on) => on.AddTicks(-(on.Ticks % TimeSpan.TicksPerSecond));

    private bool TryWrite(InvitationWrite write)
    {
        switch (write)
        {
            case CreateInvitation { Invitation: var made }:
                return _rows.TryAdd(made.Key, new SimulatedRow(made.Cycle, made.Reference)
                {
                    Facts = new InvitationFacts(
                        Guid.NewGuid(),
                        Version(),
                        InvitationIdentity.Text(made.CaseId),
                        made.ResolutionId,
                        made.ResolvedOn,
                        made.Outcome.Status,
                        made.Outcome.Reason,
                        0,
                        made.Outcome.ReopenedOn is not null),
                });
            case ChangeInvitation change:
                var row = _rows.Values.Single(r => r.Facts.Id == change.Id);
                if (row.Facts.RowVersion != change.RowVersion)
                {
                    return false;
                }

                row.Facts = row.Facts with
                {
                    RowVersion = Version(),
                    Status = change.Status ?? row.Facts.Status,
                    Reason = change.Reason ?? row.Facts.Reason,
                    Reopened = row.Facts.Reopened || change.ReopenedOn is not null,
                };
                return true;
            default:
                throw new ArgumentOutOfRangeException(nameof(write));
        }
    }

    private string Version() => (++_version).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed class SimulatedRow(int cycle, string reference)
{
    public required InvitationFacts Facts { get; set; }

    public int TimesSent { get; set; }

    public string Reference { get; } = reference;

    /// <summary>What must not depend on the order of events.</summary>
    public override string ToString() => $"{cycle} {Facts.ResolutionId} {Facts.Status} {Facts.Reason} {Facts.Reopened}";
}
