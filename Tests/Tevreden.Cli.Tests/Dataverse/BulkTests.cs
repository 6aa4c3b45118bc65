using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Dataverse;

/// <summary>The bars "One bad row" and "Parallelism" of the design.</summary>
[TestClass]
public sealed class BulkTests
{
    private const int SqlTimeout = unchecked((int)0x80044151);

    [TestMethod]
    public async Task One_bad_row_in_a_bulk_of_100_costs_one_ExecuteMultiple_and_itself()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 100);
        var bad = environment.Service.Responses.All[41].Id;
        environment.BeforeRow = row => row.LogicalName == ResponseTable.Table && Equals(row.KeyAttributes[ResponseTable.ExternalId], $"{bad}")
            ? Faults.Make(Faults.Invalid, "A validation error occurred.")
            : null;

        var run = await environment.SyncAsync();

        Assert.AreEqual(ExitCodes.DoneWithRejectedRows, run.ExitCode, run.ToString());
        Assert.AreEqual(99, run["written"]);
        Assert.AreEqual(1, run["rejected"]);
        var row = run.Result["rejectedRows"]!.Single();
        Assert.AreEqual($"{bad}", (string?)row["key"]);
        Assert.AreEqual($"0x{Faults.Invalid:X8}", (string?)row["code"]);
        Assert.HasCount(99, environment.Rows(ResponseTable.Table));
        Assert.AreEqual(1, environment.Requests.OfType<UpsertMultipleRequest>().Count(request => request.Targets.EntityName == ResponseTable.Table));
        Assert.AreEqual(1, environment.Requests.OfType<ExecuteMultipleRequest>().Count(request => request.Requests.OfType<UpsertRequest>().Any(one => one.Target.LogicalName == ResponseTable.Table)));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(8)]
    public async Task Never_are_more_requests_under_way_than_the_server_recommends(int recommended)
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Parallelism = recommended;
        Respond(environment, 200, answers: 3);
        using var together = new CountdownEvent(recommended);
        environment.BeforeRequest = request =>
        {
            // The first of them wait until as many are there as may be.
            if (request is UpsertMultipleRequest { Targets.EntityName: AnswerTable.Table } && !together.IsSet && together.Signal() is false)
                together.Wait(TimeSpan.FromMinutes(1));
        };

        var run = await environment.SyncAsync("--bulk-size", "20");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(600, environment.Rows(AnswerTable.Table));
        Assert.IsTrue(together.IsSet, "The places are used …");
        Assert.AreEqual(recommended, environment.MostAtOnce, "… and no more than those.");
    }

    [TestMethod]
    public async Task A_bulk_that_takes_too_long_is_halved_and_later_ones_start_there()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Parallelism = 1;
        Respond(environment, 100);
        environment.BeforeRequest = request =>
        {
            if (request is UpsertMultipleRequest { Targets.Entities.Count: > 30 })
                throw Faults.Make(SqlTimeout, "SQL timeout expired.");
        };

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(100, environment.Rows(ResponseTable.Table));
        CollectionAssert.AreEqual(
            new[] { 100, 50, 25, 25, 50, 25, 25 },
            environment.Requests.OfType<UpsertMultipleRequest>().Where(request => request.Targets.EntityName == ResponseTable.Table).Select(request => request.Targets.Entities.Count).ToArray());
    }

    [TestMethod]
    public async Task An_answer_that_the_client_gave_up_on_halves_the_bulk_and_doubles_no_row()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 40);
        environment.AfterRequest = request =>
        {
            if (request is UpsertMultipleRequest { Targets.Entities.Count: > 20 })
                throw new TimeoutException("The request channel timed out.");
        };

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(40, environment.Rows(ResponseTable.Table));
    }

    [TestMethod]
    public async Task All_rows_refused_for_one_reason_end_the_run_and_lose_nothing()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Respond(environment, 20);
        environment.BeforeRow = row => row.LogicalName == ResponseTable.Table ? Faults.Make(Faults.Invalid, "The key is not active.") : null;

        var run = await environment.SyncAsync();

        Assert.AreEqual(ExitCodes.DataverseUnreachable, run.ExitCode, run.ToString());
        Assert.AreEqual("Dataverse.RefusesAllRows", run.ErrorCode);
        Assert.IsNull(environment.Rows(CheckpointTable.Table).Single().GetAttributeValue<string>(CheckpointTable.Watermark));
    }

    private static void Respond(TestEnvironment environment, int count, int answers = 0)
    {
        var all = Enumerable.Range(1, answers).Select(i => new StoredAnswer($"301-{i}", $"Vraag {i}", "mark", 8, null)).ToList();
        for (var i = 0; i < count; i++)
            environment.Service.Responses.Add(new ResponseContent { Score = 8, Answers = all }, environment.Clock.GetUtcNow().AddSeconds(i - count));
    }
}
