namespace Tevreden.Plugins.Tests.Events;

/// <summary>
/// The bar "Events" for the core: every history of some actions, whatever the order of its jobs, doubled, lost, with sends in between and two workers at once, request by
/// request. After reconcile there is one row per resolution and no other, at most one mail per resolution, one mail for a resolution that stands, and nothing that waits.
/// The whole bar (5 actions, each job not at all, once or twice, the sender up to twice at each row in between, two workers at once) was walked by hand on 2026-11-25:
/// 2,194,295,467,953,688,082,582,039,747 histories of 69 sequences of actions, over 62,400,553 worlds, in 30 minutes of a shared core. Here is what a minute allows.
/// </summary>
[TestClass]
internal sealed class EveryHistoryTests
{
    /// <summary>For a long run by hand, which takes minutes and gigabytes: most actions, deliveries, workers, and visits of the sender, such as 5,2,2,1.</summary>
    private const string Long = "TEVREDEN_EVERY_HISTORY";

    private static readonly Act[] Usual = [Act.Resolve, Act.Reopen, Act.Cancel, Act.Merge];
    private static readonly Act[] WithDirectUpdates = [Act.Resolve, Act.ResolveDirectly, Act.Reopen, Act.Merge];

    public TestContext TestContext { get; set; } = null!;

    /// <summary>Most actions, most deliveries of one job, most workers at once, most visits of the sender to one row in between.</summary>
    private static IEnumerable<(int Actions, int Deliveries, int Workers, int Visits)> Reaches =>
        Environment.GetEnvironmentVariable(Long)?.Split(',').Select(int.Parse).ToArray() is [var actions, var deliveries, var workers, var visits]
            ? [(actions, deliveries, workers, visits)]
            : [(3, 2, 2, 1), (2, 2, 2, 2), (5, 1, 1, 1)];

    [TestMethod]
    [DynamicData(nameof(Reaches))]
    public void Every_history_ends_in_one_row_per_resolution(int actions, int deliveries, int workers, int visits) =>
        Explore(CaseScript.All(actions, TimeSpan.Zero, Usual), new Reach(deliveries, visits, workers));

    [TestMethod]
    [DataRow(3, 1, 1, 0)]
    [DataRow(3, 1, 2, 90)]
    public void Direct_updates_add_at_most_one_row_each(int actions, int deliveries, int workers, int secondsBetween) =>
        Explore(CaseScript.All(actions, TimeSpan.FromSeconds(secondsBetween), WithDirectUpdates), new Reach(deliveries, Visits: 1, workers));

    private void Explore(IEnumerable<CaseScript> scripts, Reach reach)
    {
        UInt128 histories = 0;
        long worlds = 0;
        var sequences = 0;
        foreach (var script in scripts)
        {
            var explorer = new Explorer(script, reach);
            histories += explorer.Walk();
            worlds += explorer.Worlds;
            sequences++;
        }

        Assert.IsGreaterThan(sequences, worlds);
        TestContext.WriteLine($"{histories:N0} histories of {sequences} sequences of actions, over {worlds:N0} worlds");
    }
}
