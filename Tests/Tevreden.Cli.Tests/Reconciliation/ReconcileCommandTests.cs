using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Reconciliation;

[TestClass]
public sealed class ReconcileCommandTests
{
    private const string WithStatus = """{"status":{"enabled":true}}""";

    [TestMethod]
    public async Task A_resolution_whose_event_was_lost_is_reported_and_nothing_is_written()
    {
        await using var environment = await ConnectedAsync();
        Resolve(environment);

        var run = await environment.RunAsync("reconcile", []);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["resolutions"], run.ToString());
        Assert.AreEqual(1, run["missing"], run.ToString());
        Assert.IsEmpty(environment.Rows(InvitationTable.Table));
    }

    [TestMethod]
    public async Task Repair_gives_it_the_outcome_that_planning_decides_and_the_next_one_finds_nothing()
    {
        await using var environment = await ConnectedAsync();
        var incident = Resolve(environment);

        var run = await environment.RunAsync("reconcile", ["--repair"]);
        var again = await environment.RunAsync("reconcile", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["planned"], run.ToString());
        Assert.AreEqual(incident.ToString("D"), environment.Rows(InvitationTable.Table).Single().GetAttributeValue<string>(InvitationTable.CaseIdText));
        Assert.AreEqual(0, again.ExitCode, again.ToString());
        Assert.AreEqual(0, again["missing"], again.ToString());
    }

    [TestMethod]
    public async Task A_resolved_case_without_any_resolution_row_is_found_too()
    {
        await using var environment = await ConnectedAsync();
        Resolve(environment);
        environment.Admin.Delete("incidentresolution", environment.Rows("incidentresolution").Single().Id);

        var run = await environment.RunAsync("reconcile", ["--repair"]);

        Assert.AreEqual(1, run["missing"], run.ToString());
        Assert.HasCount(1, environment.Rows(InvitationTable.Table));
    }

    [TestMethod]
    public async Task What_was_resolved_before_the_connection_or_a_moment_ago_is_left_alone()
    {
        await using var environment = await ConnectedAsync();
        Resolve(environment);
        environment.Admin.Update(new Entity(ConnectionTable.Table, environment.Rows(ConnectionTable.Table).Single().Id)
        {
            [ConnectionTable.ConnectedSince] = environment.Clock.GetUtcNow().UtcDateTime,
        });
        Resolve(environment, TimeSpan.FromMinutes(1));

        var run = await environment.RunAsync("reconcile", ["--repair"]);

        Assert.AreEqual(0, run["resolutions"], run.ToString());
        Assert.IsEmpty(environment.Rows(InvitationTable.Table));
    }

    [TestMethod]
    public async Task Many_resolutions_cost_a_request_for_every_five_hundred_and_none_of_their_own()
    {
        await using var environment = await ConnectedAsync();
        for (var i = 0; i < 20; i++)
            Resolve(environment, TimeSpan.Zero);
        environment.Clock.Move(TimeSpan.FromHours(1));
        await environment.RunAsync("reconcile", ["--repair"]);

        var run = await environment.RunAsync("reconcile", []);

        Assert.AreEqual(20, run["resolutions"], run.ToString());
        Assert.IsLessThanOrEqualTo(9, run["requests"], run.ToString());
    }

    [TestMethod]
    public async Task The_service_is_asked_about_what_was_sent_and_its_bounces_are_written_down_where_asked()
    {
        await using var environment = await ConnectedAsync(WithStatus);
        var known = Sent(environment, "r1", InvitationState.Delivered);
        var bounced = Sent(environment, "r2", InvitationState.Bounced);
        var unsubscribed = Sent(environment, "r3", InvitationState.Unsubscribed);
        var unknown = Sent(environment, "r4", null);
        environment.Clock.Move(TimeSpan.FromHours(1));

        var report = await environment.RunAsync("reconcile", []);
        Assert.AreEqual(InvitationStatus.Sent, Status(environment, bounced));
        var run = await environment.RunAsync("reconcile", ["--repair"]);

        Assert.AreEqual("4 1 1 1", $"{report["sentAsked"]} {report["sentUnknown"]} {report["bounced"]} {report["unsubscribed"]}", report.ToString());
        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual(InvitationStatus.Sent, Status(environment, known));
        Assert.AreEqual(InvitationStatus.Sent, Status(environment, unknown));
        Assert.AreEqual(InvitationStatus.Failed, Status(environment, bounced));
        Assert.AreEqual(InvitationStatus.Failed, Status(environment, unsubscribed));
        Assert.AreEqual((int)InvitationReason.Unsubscribed, environment.Row(InvitationTable.Table, unsubscribed).GetAttributeValue<OptionSetValue>(InvitationTable.Reason).Value);
        StringAssert.Contains(run.Errors, "Reconcile.UnknownToService");
    }

    [TestMethod]
    public async Task Without_a_status_call_it_says_that_it_cannot_know()
    {
        await using var environment = await ConnectedAsync();
        Sent(environment, "r1", null);

        var output = await environment.OutputAsync(["reconcile"]);

        StringAssert.Contains(output, "can't be known");
    }

    [TestMethod]
    public async Task An_answer_without_its_response_is_found_and_totals_stand_side_by_side()
    {
        await using var environment = await ConnectedAsync();
        environment.Invitation("r1");
        environment.Service.Responses.Add(new ResponseContent { Reference = "r1", Score = 8 });
        environment.Service.Responses.Add(new ResponseContent { Score = 7 });
        await environment.SyncAsync();
        var before = await environment.RunAsync("reconcile", []);
        environment.Admin.Delete(ResponseTable.Table, environment.Rows(ResponseTable.Table).Single(row => row.Contains(ResponseTable.Invitation)).Id);

        var run = await environment.RunAsync("reconcile", []);

        Assert.AreEqual("0 2 2", $"{before["answeredWithoutResponse"]} {before["responsesHere"]} {before["responsesThere"]}", before.ToString());
        Assert.AreEqual("1 1 2", $"{run["answeredWithoutResponse"]} {run["responsesHere"]} {run["responsesThere"]}", run.ToString());
        Assert.AreEqual(1, run.ExitCode);
    }

    [TestMethod]
    public async Task Run_does_it_all_and_looks_at_each_resolution_for_a_day_only()
    {
        await using var environment = await ConnectedAsync();
        Resolve(environment);
        environment.Service.Responses.Add(new ResponseContent { Score = 8 });

        var run = await environment.RunAsync("run", []);
        environment.Clock.Move(TimeSpan.FromDays(3));
        await environment.RunAsync("run", []);
        var later = await environment.RunAsync("run", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 1 1", $"{run["written"]} {run["planned"]} {run["missing"]}", run.ToString());
        Assert.AreEqual(0, run["payloadsEmptied"]);
        Assert.AreEqual(0, later["resolutions"], later.ToString());
        Assert.IsNotNull(environment.Rows(ConnectionTable.Table).Single().GetAttributeValue<DateTime?>(ConnectionTable.RunnerLastSeenOn));
        Assert.HasCount(3, environment.Rows(SyncRunTable.Table));
    }

    [TestMethod]
    public async Task Run_still_plans_and_tidies_while_the_service_is_down_and_then_says_that_it_is()
    {
        await using var environment = await ConnectedAsync();
        Resolve(environment);
        environment.Service.Faults.Add(new Demo.Service.Faults.Fault { Kind = Demo.Service.Faults.FaultKind.Status, Status = 500 });

        var run = await environment.RunAsync("run", []);

        Assert.AreEqual(4, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["planned"], run.ToString());
    }

    private static async Task<TestEnvironment> ConnectedAsync(string? profile = null)
    {
        var environment = await TestEnvironment.StartAsync(profile);
        environment.Admin.Update(new Entity(ConnectionTable.Table, environment.Rows(ConnectionTable.Table).Single().Id)
        {
            [ConnectionTable.ConnectedSince] = environment.Clock.GetUtcNow().UtcDateTime.AddDays(-1),
        });
        environment.Admin.Create(new Entity(RuleTable.Table)
        {
            [RuleTable.Name] = "Elke opgeloste aanvraag",
            [RuleTable.Survey] = new EntityReference(SurveyTable.Table, environment.Survey),
            [RuleTable.Order] = 10,
        });
        return environment;
    }

    private static Guid Case(TestEnvironment environment)
    {
        var contact = environment.Contact();
        environment.Admin.Update(new Entity("contact", contact) { ["emailaddress1"] = "jan@voorbeeld.nl" });
        return environment.Admin.Create(new Entity("incident") { ["title"] = "Kapot", ["customerid"] = new EntityReference("contact", contact) });
    }

    // Nobody runs the environment's jobs here, so the event is lost.
    private static Guid Resolve(TestEnvironment environment, TimeSpan? ago = null)
    {
        var incident = Case(environment);
        environment.Admin.Execute(new CloseIncidentRequest
        {
            IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Opgelost", ["incidentid"] = new EntityReference("incident", incident) },
            Status = new OptionSetValue(-1),
        });
        environment.Clock.Move(ago ?? TimeSpan.FromHours(1));
        return incident;
    }

    private static Guid Sent(TestEnvironment environment, string reference, InvitationState? there)
    {
        var invitation = environment.Invitation(reference);
        environment.Admin.Update(new Entity(InvitationTable.Table, invitation) { [InvitationTable.SentOn] = environment.Clock.GetUtcNow().UtcDateTime });
        if (there is { } state)
        {
            environment.Service.Invitations.Add(
                new ReceivedInvitation { Number = 0, Id = "", Reference = reference, QuestionnaireId = "301", Email = "jan@voorbeeld.nl", ReceivedOn = environment.Clock.GetUtcNow(), State = state, Body = [] },
                deduplicates: false);
        }

        return invitation;
    }

    private static InvitationStatus Status(TestEnvironment environment, Guid invitation) =>
        (InvitationStatus)environment.Row(InvitationTable.Table, invitation).GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value;
}
