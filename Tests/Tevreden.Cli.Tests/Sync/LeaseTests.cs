using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

[TestClass]
public sealed class LeaseTests
{
    private const string Filter = """{"responses":{"organisation":"organisationid"}}""";

    [TestMethod]
    [DataRow("responses", new string[0], true)]
    [DataRow("responses", new[] { "--shard", "1/2" }, true)]
    [DataRow("responses-2-2", new string[0], true)]
    [DataRow("responses-1-2", new[] { "--shard", "1/2" }, true)]
    [DataRow("responses-1-3", new[] { "--shard", "1/2" }, true)]
    [DataRow("responses-2-2", new[] { "--shard", "1/2" }, false)]
    public async Task A_second_run_on_the_same_responses_leaves_with_its_own_exit_code(string held, string[] options, bool refused)
    {
        await using var environment = await TestEnvironment.StartAsync(Filter);
        environment.Service.Responses.Add(new ResponseContent { Score = 8 });
        Hold(environment, held, TimeSpan.FromMinutes(5));

        var run = await environment.SyncAsync(options);

        Assert.AreEqual(refused ? ExitCodes.Locked : ExitCodes.Done, run.ExitCode, run.ToString());
        if (refused)
        {
            Assert.AreEqual("Sync.Locked", run.ErrorCode);
            Assert.HasCount(0, Sent.TablesWritten(environment.Requests).ToList());
        }
    }

    [TestMethod]
    public async Task The_lease_of_a_run_that_died_ends_by_itself()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Service.Responses.Add(new ResponseContent { Score = 8 });
        Hold(environment, "responses", TimeSpan.FromMinutes(5));
        environment.Clock.Move(TimeSpan.FromMinutes(6));

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(1, environment.Rows(ResponseTable.Table));
    }

    [TestMethod]
    public async Task Two_runs_that_begin_at_once_are_one_run()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Service.Responses.Add(new ResponseContent { Score = 8 });
        using var both = new Barrier(2);
        using var oneLeft = new ManualResetEventSlim();
        environment.BeforeRequest = request =>
        {
            // Both have read that nobody holds the lease before either takes it; and whoever got it holds it until the other left.
            if (request is CreateRequest { Target.LogicalName: CheckpointTable.Table })
                both.SignalAndWait(TimeSpan.FromMinutes(1));
            else if (request is UpsertRequest { Target.LogicalName: SyncRunTable.Table })
                oneLeft.Wait(TimeSpan.FromMinutes(1));
        };

        Task<JobRun>[] under = [environment.SyncAsync(), environment.SyncAsync()];
        await Task.WhenAny(under);
        oneLeft.Set();
        var runs = await Task.WhenAll(under);

        CollectionAssert.AreEquivalent(new[] { ExitCodes.Done, ExitCodes.Locked }, runs.Select(run => run.ExitCode).ToArray(), string.Join("\n", runs.Select(run => run.ToString())));
        Assert.HasCount(1, environment.Rows(ResponseTable.Table));
        Assert.HasCount(1, environment.Rows(CheckpointTable.Table));
    }

    [TestMethod]
    public async Task A_stop_finishes_what_is_under_way_and_saves_the_watermark()
    {
        await using var environment = await TestEnvironment.StartAsync();
        for (var i = 0; i < 100; i++)
            environment.Service.Responses.Add(new ResponseContent { Score = 8 }, environment.Clock.GetUtcNow().AddSeconds(i - 100));
        using var stop = new CancellationTokenSource();
        var bulks = 0;
        environment.BeforeRequest = request =>
        {
            if (request is UpsertMultipleRequest && Interlocked.Increment(ref bulks) == 5)
                stop.Cancel();
        };

        var stopped = await environment.RunAsync("sync", ["--page-size", "10", "--bulk-size", "5"], stop.Token);

        Assert.AreEqual(ExitCodes.Interrupted, stopped.ExitCode, stopped.ToString());
        var written = environment.Rows(ResponseTable.Table).Count;
        Assert.IsTrue(written is >= 20 and < 100, $"{written} rows");
        var checkpoint = environment.Rows(CheckpointTable.Table).Single();
        Assert.IsNotNull(checkpoint.GetAttributeValue<string>(CheckpointTable.Watermark));
        Assert.IsNull(checkpoint.GetAttributeValue<string>(CheckpointTable.LeaseOwner));

        environment.BeforeRequest = null;
        var next = await environment.SyncAsync();

        Assert.AreEqual(0, next.ExitCode, next.ToString());
        Assert.HasCount(100, environment.Rows(ResponseTable.Table));
    }

    private static void Hold(TestEnvironment environment, string stream, TimeSpan length) => environment.Admin.Create(new Entity(CheckpointTable.Table)
    {
        [CheckpointTable.Stream] = stream,
        [CheckpointTable.LeaseOwner] = "another machine",
        [CheckpointTable.LeaseUntil] = environment.Clock.GetUtcNow().UtcDateTime + length,
    });
}
