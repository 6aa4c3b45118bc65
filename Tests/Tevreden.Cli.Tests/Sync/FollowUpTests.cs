using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Sync;

[TestClass]
public sealed class FollowUpTests
{
    private const int PrivilegeDenied = unchecked((int)0x80040220);

    [TestMethod]
    public async Task A_fresh_low_mark_gets_one_task_with_the_remarks_beginning_and_a_link()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var owner = environment.User("Verkoper");
        var account = environment.Account(owner: owner);
        environment.Invitation("r1", account, environment.Contact(), rule: environment.Rule(threshold: 5, dueDays: 3));
        var given = environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 4.5m, Remark = new string('x', 600) });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        var task = environment.Rows("task").Single();
        var response = environment.Rows(ResponseTable.Table).Single();
        Assert.AreEqual(owner, task.GetAttributeValue<EntityReference>("ownerid").Id);
        Assert.AreEqual(account, task.GetAttributeValue<EntityReference>("regardingobjectid").Id);
        Assert.AreEqual(given.Content.RespondedAt!.Value.UtcDateTime.AddDays(3), task.GetAttributeValue<DateTime>("scheduledend"));
        Assert.Contains("4.5", task.GetAttributeValue<string>("subject"));
        var description = task.GetAttributeValue<string>("description");
        Assert.Contains(new string('x', 499) + "…", description);
        Assert.Contains($"/main.aspx?pagetype=entityrecord&etn=tvr_response&id={response.Id:D}", description);
        Assert.AreEqual(task.Id, response.GetAttributeValue<EntityReference>(ResponseTable.FollowUp).Id);
        Assert.IsNotNull(response.GetAttributeValue<DateTime?>(ResponseTable.FollowUpOn));
    }

    [TestMethod]
    [DataRow(5, 1, false, false, 1, DisplayName = "at the threshold")]
    [DataRow(6, 1, false, false, 0, DisplayName = "above the threshold")]
    [DataRow(null, 1, false, false, 0, DisplayName = "without a mark")]
    [DataRow(2, 60, false, false, 0, DisplayName = "older than the due days")]
    [DataRow(2, 1, true, false, 0, DisplayName = "a test")]
    [DataRow(2, 1, false, true, 0, DisplayName = "anonymous")]
    public async Task Only_what_is_low_fresh_and_of_a_known_person_gets_a_task(int? score, int hoursAgo, bool test, bool anonymous, int tasks)
    {
        await using var environment = await TestEnvironment.StartAsync();
        var survey = environment.MakeSurvey("302", anonymous);
        environment.Invitation("r1", environment.Account(), environment.Contact(), survey, test: test, rule: environment.Rule(threshold: 5, dueDays: 2));
        environment.Service.Responses.Add(new ResponseContent
        {
            Reference = "r1", QuestionnaireId = 302, Score = score, RespondedAt = environment.Clock.GetUtcNow().AddHours(-hoursAgo),
        });

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(1, environment.Rows(ResponseTable.Table));
        Assert.HasCount(tasks, environment.Rows("task"));
    }

    [TestMethod]
    public async Task A_task_that_a_person_deleted_does_not_come_back()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Invitation("r1", environment.Account(), rule: environment.Rule(threshold: 5));
        var given = environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 2 });
        await environment.SyncAsync();
        environment.Admin.Delete("task", environment.Rows("task").Single().Id);

        environment.Service.Responses.Change(given.Id, content => content with { Score = 1 });
        await environment.SyncAsync();
        await environment.SyncAsync("--full");

        Assert.HasCount(0, environment.Rows("task"));
    }

    [TestMethod]
    public async Task A_run_that_dies_between_the_task_and_its_link_makes_no_second_one()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Invitation("r1", environment.Account(), rule: environment.Rule(threshold: 5));
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 2 });
        environment.BeforeRow = row => row.Contains(ResponseTable.FollowUpOn) ? throw new HttpRequestException("Gone.") : null;
        var died = await environment.SyncAsync();
        Assert.AreEqual(ExitCodes.DataverseUnreachable, died.ExitCode, died.ToString());
        Assert.HasCount(1, environment.Rows("task"));

        environment.BeforeRow = null;
        environment.Clock.Move(TimeSpan.FromHours(1));
        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.HasCount(1, environment.Rows("task"));
        Assert.IsNotNull(environment.Rows(ResponseTable.Table).Single().GetAttributeValue<EntityReference>(ResponseTable.FollowUp));
    }

    [TestMethod]
    [DataRow(FollowUpOwner.OwnerOfAccount, 0)]
    [DataRow(FollowUpOwner.NamedPerson, 1)]
    public async Task The_owner_is_whom_the_rule_names(object owner, int expected)
    {
        await using var environment = await TestEnvironment.StartAsync();
        Guid[] users = [environment.User("Verkoper"), environment.User("Genoemde")];
        environment.Invitation("r1", environment.Account(owner: users[0]), rule: environment.Rule(threshold: 5, owner: (FollowUpOwner)owner, named: users[1]));
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 2 });

        await environment.SyncAsync();

        Assert.AreEqual(users[expected], environment.Rows("task").Single().GetAttributeValue<EntityReference>("ownerid").Id);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task Where_an_owner_cant_have_it_the_next_one_gets_it_and_at_last_the_job(int refused)
    {
        await using var environment = await TestEnvironment.StartAsync();
        Guid[] users = [environment.User("Vertrokken"), environment.User("Genoemde")];
        environment.Invitation("r1", environment.Account(owner: users[0]), rule: environment.Rule(threshold: 5, named: users[1]));
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 2 });
        environment.BeforeRow = row => row.LogicalName == "task" && row.GetAttributeValue<EntityReference>("ownerid") is { } owner && users.Take(refused).Contains(owner.Id)
            ? Faults.Make(PrivilegeDenied, "The owner is missing prvReadActivity privilege.")
            : null;

        var run = await environment.SyncAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Guid[] expected = [users[0], users[1], environment.JobUser];
        Assert.AreEqual(expected[refused], environment.Rows("task").Single().GetAttributeValue<EntityReference>("ownerid").Id);
    }

    [TestMethod]
    public void The_id_of_a_task_is_made_of_the_response_and_of_nothing_else()
    {
        Assert.AreEqual(FollowUpIds.Task("70001"), FollowUpIds.Task("70001"));
        Assert.AreNotEqual(FollowUpIds.Task("70001"), FollowUpIds.Task("70002"));
        Assert.AreEqual(8, FollowUpIds.Task("70001").Version);
    }
}
