using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Events;

internal enum Act
{
    Resolve,
    ResolveDirectly,
    Reopen,
    Cancel,

    /// <summary>The case goes into another one; what is done after that is done to that one.</summary>
    Merge,
}

/// <summary>An event that makes a job: on which case, and what it tells.</summary>
internal sealed record CaseEvent(int Case, PlanEvent Event);

/// <summary>What agents do, one after the other: how both cases look after each action, and which jobs each action queues.</summary>
internal sealed class CaseScript
{
    public const int Itself = 0, Other = 1;

    private static readonly Guid[] Ids = [Make.CaseId, Make.Id(42)];

    private readonly List<CaseFacts[]> _snapshots;

    private CaseScript(IReadOnlyList<Act> actions, TimeSpan gap)
    {
        Actions = actions;
        Gap = gap;
        _snapshots = [[Active(Itself), Active(Other)]];
        foreach (var action in actions)
            Raised.Add(Play(action));
    }

    public IReadOnlyList<Act> Actions { get; }

    public TimeSpan Gap { get; }

    /// <summary>The events of each action.</summary>
    public List<IReadOnlyList<CaseEvent>> Raised { get; } = [];

    /// <summary>Ids of the resolution rows that there are at the end.</summary>
    public IEnumerable<string> Resolutions => _snapshots[^1].SelectMany(found => found.Resolutions).Select(row => InvitationIdentity.Text(row.Id));

    private DateTime Now => Make.Now + (Gap * Raised.Count);

    /// <summary>Every sequence of possible actions, shortest first.</summary>
    public static IEnumerable<CaseScript> All(int most, TimeSpan gap, params Act[] alphabet)
    {
        IReadOnlyList<CaseScript> longest = [new([], gap)];
        for (var length = 1; length <= most; length++)
        {
            longest = [.. longest.SelectMany(script => alphabet.Where(script.Allows).Select(action => new CaseScript([.. script.Actions, action], gap)))];
            foreach (var script in longest)
                yield return script;
        }
    }

    public static int NumberOf(Guid caseId) => Array.IndexOf(Ids, caseId);

    public static Guid IdOf(int number) => Ids[number];

    public CaseFacts CaseAt(int number, int step) => _snapshots[step][number];

    public override string ToString() => $"{string.Join(", ", Actions)} ({Gap.TotalSeconds:0} s apart)";

    private static CaseFacts Active(int number) => Make.Case(CaseState.Active) with { Id = Ids[number] };

    private int Current() => Actions.Take(Raised.Count).Contains(Act.Merge) ? Other : Itself;

    private bool Allows(Act action) => action switch
    {
        Act.Resolve or Act.ResolveDirectly => _snapshots[^1][Current()].State == CaseState.Active,
        Act.Reopen => _snapshots[^1][Current()].State != CaseState.Active,
        Act.Cancel => _snapshots[^1][Current()].State != CaseState.Cancelled,
        _ => _snapshots[^1][Current()].State == CaseState.Active && Current() == Itself,
    };

    private List<CaseEvent> Play(Act action)
    {
        var cases = (CaseFacts[])_snapshots[^1].Clone();
        var number = Current();
        var before = cases[number];
        var events = new List<CaseEvent>();
        switch (action)
        {
            case Act.Resolve:
                // The platform counts row versions up for the whole environment.
                var resolution = Make.Resolution(cases.Sum(found => found.Resolutions.Count) + 1, Now, version: 10 * (Raised.Count + 1));
                cases[number] = before with { State = CaseState.Resolved, Resolutions = [.. before.Resolutions, resolution] };
                events.Add(new CaseEvent(number, PlanEvent.ResolutionCreated));
                break;
            case Act.ResolveDirectly:
                cases[number] = before with { State = CaseState.Resolved };
                break;
            case Act.Reopen:
                cases[number] = before with { State = CaseState.Active };
                break;
            case Act.Cancel:
                cases[number] = before with { State = CaseState.Cancelled };
                break;
            case Act.Merge:
                var moved = before.Resolutions.Select((row, index) => row with { Version = (10 * (Raised.Count + 1)) + index });
                cases[Other] = cases[Other] with { Resolutions = [.. cases[Other].Resolutions, .. moved] };
                cases[number] = before with { State = CaseState.Cancelled, Merged = true, Resolutions = [] };
                break;
        }

        cases[number] = cases[number] with { ModifiedOn = Now };
        _snapshots.Add(cases);
        events.Add(new CaseEvent(number, PlanEvent.StateChanged(Now, before.State, cases[number].State)));
        return events;
    }
}
