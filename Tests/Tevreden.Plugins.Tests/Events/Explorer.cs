using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Events;

/// <summary>How far to look.</summary>
/// <param name="Deliveries">How often one job may be delivered; not at all is always possible.</param>
/// <param name="Visits">How often the sender may be sent to one row before the end.</param>
/// <param name="Workers">How many jobs may be under way at once.</param>
internal sealed record Reach(int Deliveries, int Visits, int Workers);

/// <summary>
/// Walks through every history of a script: actions, deliveries and single requests of workers in every order that is possible. Each world is visited once, however many
/// histories lead to it; how many there are is counted all the same.
/// </summary>
internal sealed class Explorer
{
    private readonly CaseScript _script;
    private readonly Reach _reach;
    private readonly Routines _routines;
    private readonly List<CaseEvent> _kinds;
    private readonly Dictionary<UInt128, UInt128> _known = [];
    private readonly HashSet<UInt128> _settled = [];

    public Explorer(CaseScript script, Reach reach)
    {
        _script = script;
        _reach = reach;
        _routines = new Routines(script);
        _kinds = [.. script.Raised.SelectMany(events => events).Distinct()];
    }

    /// <summary>Worlds that were looked at.</summary>
    public int Worlds => _known.Count;

    /// <summary>How many resolutions a direct update made, which leaves no row.</summary>
    private int Direct => _script.Actions.Count(action => action == Act.ResolveDirectly);

    /// <returns>How many histories there are.</returns>
    /// <exception cref="AssertFailedException">One of them ends wrongly.</exception>
    public UInt128 Walk() => Walk(new World(0, new int[_kinds.Count], [], []));

    private UInt128 Walk(World world)
    {
        var key = world.Key;
        if (_known.TryGetValue(key, out var known))
            return known;

        var histories = UInt128.Zero;
        if (world.Step == _script.Actions.Count && world.Workers.Count == 0)
        {
            Settle(world);
            histories = 1;
        }

        foreach (var next in Following(world))
            histories = checked(histories + Walk(next));
        _known[key] = histories;
        return histories;
    }

    private IEnumerable<World> Following(World world)
    {
        if (world.Step < _script.Actions.Count)
            yield return Advance(world);
        foreach (var worker in world.Workers)
            yield return worker is Planner planner ? _routines.Next(world, planner) : _routines.Next(world, (Sender)worker);
        if (world.Workers.Count == _reach.Workers)
            yield break;

        for (var kind = 0; kind < _kinds.Count; kind++)
        {
            if (world.Deliveries[kind] > 0)
                yield return world.Deliver(kind).Begin(Planner.ThatRead(_kinds[kind], world.Step));
        }

        foreach (var row in world.Rows.Where(row => row.Visits < _reach.Visits))
        {
            if (_routines.Visit(world, row) is { } worker)
                yield return world.Count(row.Visited()).Begin(worker);
        }
    }

    private World Advance(World world)
    {
        var deliveries = world.Deliveries.ToArray();
        foreach (var happened in _script.Raised[world.Step])
            deliveries[_kinds.IndexOf(happened)] += _reach.Deliveries;
        return world with { Step = world.Step + 1, Deliveries = deliveries };
    }

    /// <summary>Reconcile and the last visits of the sender, and then what must be true.</summary>
    private void Settle(World world)
    {
        var settled = world with { Rows = [.. world.Rows.Select(row => row.Unvisited())] };
        if (!_settled.Add(Fingerprint.Of(settled.Rows)))
            return;

        settled = Reconcile(settled);
        foreach (var row in settled.Rows)
        {
            if (_routines.Visit(settled, row) is { } worker)
                settled = Finish(settled.Begin(worker));
        }

        var because = $"{_script}: {world.RowsText} became {settled.RowsText}";
        var expected = _script.Resolutions.ToHashSet(StringComparer.Ordinal);
        var own = settled.Rows.Where(row => expected.Contains(row.ResolutionId)).ToList();
        Assert.IsTrue(own.Count == expected.Count && own.DistinctBy(row => row.ResolutionId).Count() == expected.Count, $"not one row per resolution: {because}");
        Assert.IsLessThanOrEqualTo(expected.Count + Direct, settled.Rows.Count, $"more rows than resolutions: {because}");
        Assert.IsTrue(settled.Rows.All(row => row.Mails <= 1), $"more than one mail: {because}");
        Assert.IsFalse(settled.Rows.Any(row => row.Status is InvitationStatus.Planned or InvitationStatus.Sending), $"one still waits: {because}");
        if (_script.Actions[^1] == Act.Resolve)
            Assert.IsTrue(settled.Rows.Any(row => row.ResolutionId == _script.Resolutions.Max(StringComparer.Ordinal) && row.Status == InvitationStatus.Sent), $"the resolution that stands got no mail: {because}");
        Assert.AreEqual(settled.RowsText, Reconcile(settled).RowsText, $"reconcile is not done after once: {because}");
    }

    private World Reconcile(World world)
    {
        foreach (var number in (int[])[CaseScript.Itself, CaseScript.Other])
            world = Finish(world.Begin(Planner.ThatRead(new CaseEvent(number, PlanEvent.Reconcile), world.Step)));
        return world;
    }

    private World Finish(World world)
    {
        while (world.Workers.Count > 0)
            world = world.Workers[0] is Planner planner ? _routines.Next(world, planner) : _routines.Next(world, (Sender)world.Workers[0]);
        return world;
    }
}
