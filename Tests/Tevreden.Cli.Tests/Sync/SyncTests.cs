using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

[TestClass]
public sealed class SyncTests
{
    private static readonly StoredAnswer[] TwoAnswers =
    [
        new("301-1", "Hoe tevreden bent u over de snelheid?", "mark", 8, null),
        new("301-3", "Wat kunnen wij beter doen?", "text", null, "Niets, dank u."),
    ];

    [TestMethod]
    public async Task A_response_is_linked_through_the_reference_of_its_invitation()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var account = environment.Account();
        var contact = environment.Contact();
        var invitation = environment.Invitation("r1", account, contact);
        var given = environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8.5m, Recommendation = 9, Remark = "Snel geholpen.", Answers = TwoAnswers });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["read"]);
        Assert.AreEqual(1, run["written"]);
        Assert.AreEqual(2, run["answersWritten"]);
        Assert.AreEqual(2, run["scored"]);
        var response = environment.Rows(ResponseTable.Table).Single();
        Assert.AreEqual(given.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), response.GetAttributeValue<string>(ResponseTable.ExternalId));
        Assert.AreEqual(invitation, response.GetAttributeValue<EntityReference>(ResponseTable.Invitation).Id);
        Assert.AreEqual(account, response.GetAttributeValue<EntityReference>(ResponseTable.Account).Id);
        Assert.AreEqual(contact, response.GetAttributeValue<EntityReference>(ResponseTable.Contact).Id);
        Assert.AreEqual(environment.Survey, response.GetAttributeValue<EntityReference>(ResponseTable.Survey).Id);
        Assert.AreEqual(8.5m, response.GetAttributeValue<decimal>(ResponseTable.Score));
        Assert.AreEqual((int)NpsClass.Promoter, response.GetAttributeValue<OptionSetValue>(ResponseTable.NpsClass).Value);
        Assert.AreEqual("Snel geholpen.", response.GetAttributeValue<string>(ResponseTable.Remark));
        Assert.HasCount(2, environment.Rows(AnswerTable.Table));
    }

    [TestMethod]
    public async Task A_response_without_an_invitation_of_ours_is_kept_and_reported_as_unmatched()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Invitation("r1", environment.Account());
        environment.Service.Responses.Add(new ResponseContent { Reference = "of-someone-else", Score = 3 });
        environment.Service.Responses.Add(new ResponseContent { Score = 3 });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(2, run["unmatched"]);
        var responses = environment.Rows(ResponseTable.Table);
        Assert.HasCount(2, responses);
        Assert.IsTrue(responses.All(row => row.GetAttributeValue<EntityReference>(ResponseTable.Invitation) is null && row.GetAttributeValue<EntityReference>(ResponseTable.Account) is null));
        Assert.HasCount(0, environment.Rows(ScoreTable.Table));
    }

    [TestMethod]
    public async Task A_response_of_an_anonymous_survey_leads_to_no_person()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var account = environment.Account();
        var survey = environment.MakeSurvey("302", anonymous: true);
        var invitation = environment.Invitation("r1", account, environment.Contact(), survey);
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", QuestionnaireId = 302, Score = 3 });

        await environment.SyncAsync();

        var response = environment.Rows(ResponseTable.Table).Single();
        foreach (var column in (string[])[ResponseTable.Reference, ResponseTable.Invitation, ResponseTable.Contact, ResponseTable.Case])
            Assert.IsFalse(response.Contains(column), column);
        Assert.AreEqual((int)InvitationStatus.Sent, environment.Row(InvitationTable.Table, invitation).GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value);
    }

    [TestMethod]
    public async Task A_changed_response_changes_its_answers_and_its_customers_score()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var account = environment.Account();
        environment.Invitation("r1", account);
        var given = environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8, Answers = TwoAnswers });
        await environment.SyncAsync();

        environment.Clock.Move(TimeSpan.FromDays(1));
        environment.Service.Responses.Change(given.Id, content => content with { Score = 4, Answers = [TwoAnswers[0] with { Number = 3 }] });
        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["written"]);
        Assert.AreEqual(4m, environment.Rows(ResponseTable.Table).Single().GetAttributeValue<decimal>(ResponseTable.Score));
        Assert.AreEqual(3m, environment.Rows(AnswerTable.Table).Single().GetAttributeValue<decimal>(AnswerTable.Number));
        Assert.AreEqual(4m, environment.Score($"a-{account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
    }

    [TestMethod]
    public async Task A_run_that_died_between_a_response_and_its_answers_leaves_no_answer_that_was_taken_back()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var given = environment.Service.Responses.Add(new ResponseContent { Score = 8, Answers = TwoAnswers });
        await environment.SyncAsync();
        environment.Clock.Move(TimeSpan.FromMinutes(5));
        environment.Service.Responses.Change(given.Id, content => content with { Answers = [TwoAnswers[0]] });
        environment.BeforeRow = row => row.LogicalName == AnswerTable.Table ? throw new HttpRequestException("Gone.") : null;
        var died = await environment.SyncAsync();
        Assert.AreEqual(ExitCodes.DataverseUnreachable, died.ExitCode, died.ToString());

        environment.BeforeRow = null;
        environment.Clock.Move(TimeSpan.FromHours(1));
        await environment.SyncAsync();

        Assert.HasCount(1, environment.Rows(AnswerTable.Table));
    }

    [TestMethod]
    public async Task A_withdrawn_response_stays_as_withdrawn_and_leaves_the_score()
    {
        await using var environment = await TestEnvironment.StartAsync("""{"responses":{"withdrawn":"withdrawn"}}""");
        var account = environment.Account();
        environment.Invitation("r1", account);
        environment.Invitation("r2", account);
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8 });
        var regretted = environment.Service.Responses.Add(new ResponseContent { Reference = "r2", Score = 2 });
        await environment.SyncAsync();
        Assert.AreEqual(5m, environment.Score($"a-{account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));

        environment.Clock.Move(TimeSpan.FromMinutes(5));
        environment.Service.Responses.Withdraw(regretted.Id);
        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsNotNull(environment.Rows(ResponseTable.Table).Single(row => row.GetAttributeValue<decimal>(ResponseTable.Score) == 2).GetAttributeValue<DateTime?>(ResponseTable.WithdrawnOn));
        Assert.AreEqual(8m, environment.Score($"a-{account:D}").GetAttributeValue<decimal>(ScoreTable.MeanScore));
        Assert.AreEqual(1, environment.Score($"a-{account:D}").GetAttributeValue<int>(ScoreTable.Responses));
    }

    [TestMethod]
    public async Task A_score_follows_when_a_response_only_left_its_twelve_months()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var account = environment.Account();
        environment.Invitation("r1", account);
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8 });
        await environment.SyncAsync();

        environment.Clock.Move(TimeSpan.FromDays(366));
        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(0, run["written"]);
        Assert.AreEqual(1, run["scored"]);
        var score = environment.Score($"a-{account:D}");
        Assert.IsFalse(score.Contains(ScoreTable.MeanScore));
        Assert.AreEqual(8m, score.GetAttributeValue<decimal>(ScoreTable.PreviousMeanScore));
        Assert.AreEqual(8m, score.GetAttributeValue<decimal>(ScoreTable.LastScore));
    }

    [TestMethod]
    public async Task A_response_that_changes_while_pages_are_read_is_neither_lost_nor_turned_back()
    {
        await using var environment = await TestEnvironment.StartAsync();
        for (var i = 0; i < 50; i++)
            environment.Service.Responses.Add(new ResponseContent { Score = 8, Remark = $"{i}" }, environment.Clock.GetUtcNow().AddSeconds(i - 50));
        var first = environment.Service.Responses.All[0].Id;
        var pages = 0;
        environment.BeforeRequest = _ =>
        {
            // It moves to the end, and all behind it shift by one.
            if (Interlocked.Increment(ref pages) == 3)
                environment.Service.Responses.Change(first, content => content with { Score = 1 });
        };

        var run = await environment.SyncAsync("--page-size", "10", "--bulk-size", "5");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var responses = environment.Rows(ResponseTable.Table);
        Assert.HasCount(50, responses);
        Assert.AreEqual(1m, responses.Single(row => row.GetAttributeValue<string>(ResponseTable.ExternalId) == $"{first}").GetAttributeValue<decimal>(ResponseTable.Score));
    }

    [TestMethod]
    public async Task A_dry_run_writes_nothing_and_tells_what_would_be_written()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Invitation("r1", environment.Account(), rule: environment.Rule(threshold: 5));
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 2, Answers = TwoAnswers });

        var run = await environment.SyncAsync("--dry-run");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsTrue((bool)run.Result["dryRun"]!);
        Assert.AreEqual(1, run["written"]);
        Assert.AreEqual(2, run["answersWritten"]);
        Assert.AreEqual(1, run["answered"]);
        Assert.AreEqual(1, run["followUps"]);
        Assert.HasCount(0, Sent.TablesWritten(environment.Requests).ToList());
    }
}
