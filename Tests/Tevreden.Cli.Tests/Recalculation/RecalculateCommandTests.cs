using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Recalculation;

[TestClass]
public sealed class RecalculateCommandTests
{
    [TestMethod]
    public async Task Every_score_that_went_wrong_is_right_again()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var (account, contact) = await AnsweredAsync(environment, 8);
        Spoil(environment, $"a-{account:D}");
        Spoil(environment, $"c-{contact:D}");

        var run = await environment.RunAsync("recalculate", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(2, run["scored"], run.ToString());
        Assert.AreEqual(8m, environment.Score($"a-{account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
        Assert.AreEqual(8m, environment.Score($"c-{contact:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
    }

    [TestMethod]
    public async Task A_score_whose_responses_are_gone_is_emptied()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var (account, _) = await AnsweredAsync(environment, 8);
        environment.Admin.Delete(ResponseTable.Table, environment.Rows(ResponseTable.Table).Single().Id);

        var run = await environment.RunAsync("recalculate", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(0, environment.Score($"a-{account:D}").GetAttributeValue<int>(ScoreTable.Responses));
    }

    [TestMethod]
    public async Task What_was_broken_off_goes_on_where_it_was()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var (account, contact) = await AnsweredAsync(environment, 8);
        Spoil(environment, $"a-{account:D}");
        Spoil(environment, $"c-{contact:D}");
        var scoreWrites = 0;
        environment.BeforeRequest = request =>
        {
            scoreWrites += request is UpsertMultipleRequest ? 1 : 0;
            if (scoreWrites == 2)
                throw new InvalidOperationException("The test breaks it off.");
        };
        var broken = await environment.RunAsync("recalculate", []);
        environment.BeforeRequest = null;
        Assert.AreNotEqual(0, broken.ExitCode, broken.ToString());
        environment.Clock.Move(TimeSpan.FromHours(1));

        var run = await environment.RunAsync("recalculate", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(0, run["accountsScored"], run.ToString());
        Assert.AreEqual(1, run["contactsScored"], run.ToString());
        Assert.IsNull(environment.Rows(CheckpointTable.Table).Single(row => row.GetAttributeValue<string>(CheckpointTable.Stream) == "recalculate").GetAttributeValue<string>(CheckpointTable.Watermark));
    }

    [TestMethod]
    public async Task It_leaves_with_its_own_exit_code_while_a_sync_runs()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Admin.Create(new Entity(CheckpointTable.Table)
        {
            [CheckpointTable.Stream] = "responses-1-2",
            [CheckpointTable.LeaseOwner] = "another",
            [CheckpointTable.LeaseUntil] = environment.Clock.GetUtcNow().UtcDateTime.AddMinutes(5),
        });

        var run = await environment.RunAsync("recalculate", []);

        Assert.AreEqual(6, run.ExitCode, run.ToString());
        Assert.IsNull(environment.Rows(CheckpointTable.Table).Single(row => row.GetAttributeValue<string>(CheckpointTable.Stream) == "responses").GetAttributeValue<string>(CheckpointTable.LeaseOwner));
    }

    private static async Task<(Guid Account, Guid Contact)> AnsweredAsync(TestEnvironment environment, decimal score)
    {
        var account = environment.Account();
        var contact = environment.Contact();
        environment.Invitation("r1", account, contact);
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = score, Recommendation = 9 });
        var run = await environment.SyncAsync();
        Assert.AreEqual(0, run.ExitCode, run.ToString());
        return (account, contact);
    }

    private static void Spoil(TestEnvironment environment, string key) =>
        environment.Admin.Update(new Entity(ScoreTable.Table, environment.Score(key).Id) { [ScoreTable.MeanScore] = 1m });
}
