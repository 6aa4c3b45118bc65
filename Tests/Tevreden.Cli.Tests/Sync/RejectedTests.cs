using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Sync;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

/// <summary>What Dataverse refuses once is not lost: later runs try it again, although the watermark has passed it.</summary>
[TestClass]
public sealed class RejectedTests
{
    private const int Responses = 30;

    private static readonly StoredAnswer[] Answers = [new("301-1", "Hoe tevreden bent u?", "mark", 8, null), new("301-2", "Nog iets?", "text", null, "Nee.")];

    [TestMethod]
    [DataRow(ResponseTable.Table)]
    [DataRow(AnswerTable.Table)]
    [DataRow(InvitationTable.Table)]
    [DataRow("task")]
    public async Task A_row_that_was_refused_is_written_by_a_later_run_when_what_was_wrong_is_mended(string table)
    {
        await using var environment = await StartAsync();
        environment.BeforeRow = row => Refuses(row, table) ? Faults.Make(Faults.Invalid, "A step of this customer says no.") : null;
        var first = await environment.SyncAsync();
        Assert.AreEqual(ExitCodes.DoneWithRejectedRows, first.ExitCode, first.ToString());
        Assert.IsNotNull(first.Result.Value<string>("watermark"), "The rest goes on.");
        Assert.IsNotNull(first.Result.Value<DateTime?>("waitingSince"), first.ToString());

        // It is older than the overlap of the watermark.
        environment.Clock.Move(TimeSpan.FromHours(20));
        environment.BeforeRow = null;
        var next = await environment.SyncAsync();

        Assert.AreEqual(0, next.ExitCode, next.ToString());
        Assert.IsNull(next.Result.Value<DateTime?>("waitingSince"), next.ToString());
        Assert.HasCount(Responses, environment.Rows(ResponseTable.Table));
        Assert.HasCount(Responses * Answers.Length, environment.Rows(AnswerTable.Table));
        Assert.HasCount(1, environment.Rows("task"));
        Assert.IsTrue(environment.Rows(InvitationTable.Table).All(row => row.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value == (int)InvitationStatus.Answered));
        Assert.IsNotNull(environment.Rows(ResponseTable.Table).Single(row => row.GetAttributeValue<decimal>(ResponseTable.Score) == 2).GetAttributeValue<DateTime?>(ResponseTable.FollowUpOn));

        environment.Clock.Move(TimeSpan.FromHours(20));
        var after = await environment.SyncAsync();
        Assert.AreEqual(0, after["written"], after.ToString());
        Assert.IsLessThan(4, after["read"], "What is in is not read again, but for the overlap.");
    }

    [TestMethod]
    public async Task What_nobody_mends_is_tried_ever_less_and_reported_each_time()
    {
        await using var environment = await StartAsync();
        environment.BeforeRow = row => Refuses(row, ResponseTable.Table) ? Faults.Make(Faults.Invalid, "A step of this customer says no.") : null;
        var tried = new List<int>();
        for (var run = 0; run < 48; run++)
        {
            var result = await environment.SyncAsync();
            if (result.ExitCode == ExitCodes.DoneWithRejectedRows)
                tried.Add(run);
            environment.Clock.Move(TimeSpan.FromHours(1));
        }

        // Every run of the first hours, then at intervals that grow with the wait.
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, tried.Take(5).ToArray());
        Assert.IsTrue(tried.Count is > 10 and < 25, string.Join(", ", tried));
        Assert.IsGreaterThan(3, tried[^1] - tried[^2]);
    }

    [TestMethod]
    public async Task A_run_that_dies_after_the_watermark_passed_the_row_still_leaves_word_of_it()
    {
        await using var environment = await StartAsync(count: 300);
        environment.BeforeRow = row => Refuses(row, ResponseTable.Table) ? Faults.Make(Faults.Invalid, "A step of this customer says no.") : null;
        environment.BeforeRequest = request =>
        {
            if (request is UpdateRequest { Target.LogicalName: CheckpointTable.Table } save && save.Target.Contains(CheckpointTable.Watermark))
                environment.BeforeRow = row => row.LogicalName == ResponseTable.Table ? throw new InvalidOperationException("The test kills the run.") : null;
        };
        var died = await environment.SyncAsync("--page-size", "10", "--bulk-size", "10");
        Assert.AreEqual(ExitCodes.Unexpected, died.ExitCode, died.ToString());
        Assert.IsNotNull(died.Result.Value<string>("watermark"));

        environment.BeforeRequest = null;
        environment.BeforeRow = null;
        environment.Clock.Move(TimeSpan.FromHours(20));
        await environment.SyncAsync();

        Assert.HasCount(300, environment.Rows(ResponseTable.Table));
    }

    [TestMethod]
    public void A_response_of_years_ago_is_not_a_reason_to_read_years_at_every_run()
    {
        var now = new DateTime(2026, 11, 25, 9, 0, 0, DateTimeKind.Utc);
        var backlog = new Backlog(null, "responses", now);
        backlog.Add(now.AddDays(-1000));
        var row = ((UpsertRequest)backlog.Save()!).Target;

        Assert.IsNull(new Backlog(row, "responses", now.AddHours(23)).ReadFrom);
        Assert.AreEqual(now.AddDays(-1000), new Backlog(row, "responses", now.AddHours(25)).ReadFrom);
        Assert.AreEqual("rejected", row.KeyAttributes[CheckpointTable.Stream]);
        Assert.AreEqual("rejected-2-8", Backlog.StreamOf("responses-2-8"));
    }

    private static bool Refuses(Entity row, string table) => row.LogicalName == table && table switch
    {
        ResponseTable.Table => Equals(row.GetAttributeValue<decimal?>(ResponseTable.Score), 3m),
        AnswerTable.Table => row.GetAttributeValue<string>(AnswerTable.Text) == "Anders.",
        _ => true,
    };

    private static async Task<TestEnvironment> StartAsync(int count = Responses)
    {
        var environment = await TestEnvironment.StartAsync();
        var account = environment.Account();
        environment.Invitation("r0", account, environment.Contact(), rule: environment.Rule(threshold: 2, dueDays: 10));
        for (var i = 0; i < count; i++)
        {
            environment.Service.Responses.Add(
                new ResponseContent
                {
                    Reference = i == 0 ? "r0" : null,
                    Score = i == 0 ? 2 : i == 1 ? 3 : 8,
                    Answers = i == 2 ? [Answers[0], Answers[1] with { Text = "Anders." }] : Answers,
                },
                environment.Clock.GetUtcNow().AddHours(i - count));
        }

        return environment;
    }
}
