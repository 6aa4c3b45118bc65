using FsCheck;
using FsCheck.Fluent;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

/// <summary>Whatever happens to a case, and however late, doubled, shuffled or lost its events: the same rows, one per resolution.</summary>
[TestClass]
internal sealed class ConvergeProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(20260310, 20261125).WithQuietOnSuccess(true);

    private static readonly int[] Gaps = [0, 1, 30, 90, 7200];

    [TestMethod]
    public void Whatever_the_deliveries_reconcile_ends_in_the_rows_that_it_would_have_made_alone() =>
        Prop.ForAll(Histories(), history =>
        {
            var alone = Play(history, deliver: false, send: false);
            var delivered = Play(history, deliver: true, send: false);
            return Texts(delivered).SequenceEqual(Texts(alone));
        }).Check(Thorough);

    [TestMethod]
    public void Every_resolution_has_exactly_one_row_and_there_is_no_other() =>
        Prop.ForAll(Histories(), history =>
        {
            var world = Play(history, deliver: true, send: true);
            return world.Rows.Select(r => r.Facts.ResolutionId).Order(StringComparer.Ordinal)
                .SequenceEqual(world.Resolutions.Select(r => InvitationIdentity.Text(r.Id)).Order(StringComparer.Ordinal));
        }).Check(Thorough);

    [TestMethod]
    public void No_resolution_is_sent_twice_and_nothing_is_sent_while_the_case_is_not_resolved() =>
        Prop.ForAll(Histories(), history =>
        {
            var world = Play(history, deliver: true, send: true);
            return world.SentWhileNotResolved.Count == 0 && world.Rows.All(r => r.TimesSent <= 1);
        }).Check(Thorough);

    [TestMethod]
    public void Only_the_newest_resolution_of_a_resolved_case_still_waits() =>
        Prop.ForAll(Histories(), history =>
        {
            var world = Play(history, deliver: true, send: true);
            var waiting = world.Rows.Where(r => r.Facts.Status == InvitationStatus.Planned).ToList();
            return waiting.Count == 0
                || (waiting.Count == 1 && world.State == CaseState.Resolved && waiting[0].Facts.ResolutionId == InvitationIdentity.Text(world.Resolutions[^1].Id));
        }).Check(Thorough);

    [TestMethod]
    public void After_reconcile_another_one_writes_nothing() =>
        Prop.ForAll(Histories(), history => Play(history, deliver: true, send: true).Decide(PlanEvent.Reconcile).Count == 0).Check(Thorough);

    [TestMethod]
    public void The_same_facts_give_the_same_decision() =>
        Prop.ForAll(Histories(), history =>
        {
            var world = Play(history, deliver: false, send: false);
            return Texts(world).SequenceEqual(Texts(Play(history, deliver: false, send: false)));
        }).Check(Thorough);

    [TestMethod]
    public void The_history_resolve_reopen_resolve_cancel_ends_alike_however_its_events_are_shuffled_doubled_or_lost()
    {
        CaseAction[] actions = [CaseAction.Resolve, CaseAction.Reopen, CaseAction.Resolve, CaseAction.Cancel];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < 2000; seed++)
        {
            var world = Play(new History(actions, seed), deliver: true, send: false);
            seen.Add(string.Join("|", Texts(world)));
        }

        Assert.HasCount(1, seen);
        Assert.Contains("CaseCancelled", seen.Single());
        Assert.Contains("CaseReopened", seen.Single());
    }

    [TestMethod]
    public void A_mapping_that_is_not_there_makes_no_field() =>
        Prop.ForAll(
            Gen.Elements("ticketnumber", "title", "customerid.name", "ownerid.fullname").ArrayOf().Select(a => a.Distinct().ToArray()).ToArbitrary(),
            Gen.Elements("ticketnumber", "title", "customerid.name", "prioritycode").ArrayOf().Select(a => a.Distinct().ToArray()).ToArbitrary(),
            (mapped, filled) =>
            {
                var values = filled.ToDictionary(f => f, f => new SourceValue(f, null));
                var result = FieldMapping.Apply([.. mapped.Select(m => new MappingFacts(m, "to_" + m, true, null))], values);
                return result.Fields.Keys.Order(StringComparer.Ordinal).SequenceEqual(mapped.Intersect(filled).Select(m => "to_" + m).Order(StringComparer.Ordinal))
                    && result.Missing.Order(StringComparer.Ordinal).SequenceEqual(mapped.Except(filled).Order(StringComparer.Ordinal));
            }).Check(Thorough);

    private static Arbitrary<History> Histories() => (
        from size in Gen.Choose(1, 5)
        from actions in Gen.Elements(CaseAction.Resolve, CaseAction.Resolve, CaseAction.Reopen, CaseAction.Cancel, CaseAction.Merge).ListOf(size)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new History([.. actions], seed)).ToArbitrary();

    // A worker that has read may write much later; some events come at once, some after others, some twice, some never.
    private static SimulatedCase Play(History history, bool deliver, bool send)
    {
        var gaps = new Random(history.Seed);
        var chance = new Random(history.Seed / 2);
        var world = new SimulatedCase();
        var waiting = new List<PlanEvent>();
        var reading = new List<PendingWrite>();
        foreach (var action in history.Actions)
        {
            var events = world.Do(action, TimeSpan.FromSeconds(Gaps[gaps.Next(Gaps.Length)]));
            waiting.AddRange(events.SelectMany(e => Enumerable.Repeat(e, chance.Next(3))));
            if (deliver)
            {
                Work(world, waiting, reading, chance, send, all: false);
            }
        }

        if (deliver)
        {
            Work(world, waiting, reading, chance, send, all: true);
        }

        world.Deliver(PlanEvent.Reconcile);
        return world;
    }

    private static void Work(SimulatedCase world, List<PlanEvent> waiting, List<PendingWrite> reading, Random chance, bool send, bool all)
    {
        while ((waiting.Count > 0 || reading.Count > 0) && (all || chance.Next(3) > 0))
        {
            if (reading.Count > 0 && chance.Next(2) == 0)
            {
                var late = Take(reading, chance);
                world.Write(late.Writes, late.Event);
            }
            else if (waiting.Count > 0)
            {
                var happened = Take(waiting, chance);
                reading.Add(new PendingWrite(world.Decide(happened), happened));
            }

            if (send && chance.Next(2) == 0)
            {
                world.Send();
            }
        }
    }

    private static T Take<T>(List<T> items, Random chance)
    {
        var at = chance.Next(items.Count);
        var item = items[at];
        items.RemoveAt(at);
        return item;
    }

    private static IEnumerable<string> Texts(SimulatedCase world) => world.Rows.Select(r => r.ToString()).Order(StringComparer.Ordinal);

    private sealed record PendingWrite(IReadOnlyList<InvitationWrite> Writes, PlanEvent Event);

    private sealed record History(IReadOnlyList<CaseAction> Actions, int Seed)
    {
        public override string ToString() => $"{string.Join(", ", Actions)} (seed {Seed})";
    }
}
