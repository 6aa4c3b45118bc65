using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Erasure;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Data;

namespace Tevreden.Cli.Tests.Retention;

[TestClass]
public sealed class TidyCommandTests
{
    [TestMethod]
    public async Task Nothing_goes_where_the_connection_row_names_no_term()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await Person.MakeAsync(environment);
        environment.Clock.Move(TimeSpan.FromDays(4000));

        var run = await environment.RunAsync("tidy", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(0, run["payloadsEmptied"] + run["emailsEmptied"] + run["skippedDeleted"] + run["remarksEmptied"] + run["answersEmptied"], run.ToString());
    }

    [TestMethod]
    public async Task Payloads_of_finished_invitations_are_emptied_after_their_term_and_of_waiting_ones_never()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Keep(environment, ConnectionTable.RetainPayloadDays, 30);
        var old = Invite(environment, "r1", InvitationStatus.Answered);
        var waiting = Invite(environment, "r2", InvitationStatus.Planned);
        environment.Clock.Move(TimeSpan.FromDays(31));
        var young = Invite(environment, "r3", InvitationStatus.Sent);

        var run = await environment.RunAsync("tidy", []);

        Assert.AreEqual(1, run["payloadsEmptied"], run.ToString());
        Assert.IsFalse(environment.Row(InvitationTable.Table, old).Contains(InvitationTable.Payload));
        Assert.IsTrue(environment.Row(InvitationTable.Table, old).Contains(InvitationTable.Email));
        Assert.IsTrue(environment.Row(InvitationTable.Table, waiting).Contains(InvitationTable.Payload));
        Assert.IsTrue(environment.Row(InvitationTable.Table, young).Contains(InvitationTable.Payload));
    }

    [TestMethod]
    public async Task An_address_goes_with_the_payload_that_holds_it_too()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Keep(environment, ConnectionTable.RetainEmailDays, 30);
        var old = Invite(environment, "r1", InvitationStatus.Sent);
        environment.Clock.Move(TimeSpan.FromDays(31));

        var run = await environment.RunAsync("tidy", []);

        Assert.AreEqual(1, run["emailsEmptied"], run.ToString());
        Assert.IsFalse(environment.Row(InvitationTable.Table, old).Contains(InvitationTable.Payload));
        Assert.IsFalse(environment.Row(InvitationTable.Table, old).Contains(InvitationTable.Email));
    }

    [TestMethod]
    public async Task Skipped_and_cancelled_rows_are_deleted_but_not_while_their_resolution_could_be_planned_anew()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Keep(environment, ConnectionTable.RetainSkippedDays, 1);
        environment.Admin.Create(new Entity(RuleTable.Table) { [RuleTable.Name] = "Lang", [RuleTable.Survey] = new EntityReference(SurveyTable.Table, environment.Survey), [RuleTable.MaxAgeDays] = 20 });
        Invite(environment, "r1", InvitationStatus.Skipped);
        Invite(environment, "r2", InvitationStatus.Cancelled);
        var sent = Invite(environment, "r3", InvitationStatus.Sent);
        environment.Clock.Move(TimeSpan.FromDays(20));
        var early = await environment.RunAsync("tidy", []);
        environment.Clock.Move(TimeSpan.FromDays(2));

        var run = await environment.RunAsync("tidy", []);

        Assert.AreEqual(0, early["skippedDeleted"], early.ToString());
        Assert.AreEqual(2, run["skippedDeleted"], run.ToString());
        Assert.AreEqual(sent, environment.Rows(InvitationTable.Table).Single().Id);
    }

    [TestMethod]
    public async Task Remarks_texts_and_what_tasks_quote_of_them_are_emptied_and_a_full_sync_does_not_bring_them_back()
    {
        await using var environment = await TestEnvironment.StartAsync();
        await Person.MakeAsync(environment);
        Keep(environment, ConnectionTable.RetainRemarksDays, 30);
        environment.Clock.Move(TimeSpan.FromDays(31));
        environment.Service.Responses.Add(new ResponseContent { Reference = "r2", Score = 9, Remark = "Nieuw en goed." });

        var run = await environment.RunAsync("tidy", []);
        var sync = await environment.SyncAsync("--full");

        Assert.AreEqual(1, run["remarksEmptied"], run.ToString());
        Assert.AreEqual(1, run["answersEmptied"], run.ToString());
        Assert.AreEqual(0, sync.ExitCode, sync.ToString());
        var texts = Person.AllText(environment);
        Assert.DoesNotContain("06-12345678", texts);
        Assert.DoesNotContain("Jansen vaker bellen", texts);
        StringAssert.Contains(texts, "Nieuw en goed.");
    }

    [TestMethod]
    public async Task Rows_of_old_runs_and_closed_alerts_go_and_open_alerts_stay()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var closed = Alert(environment, "oud", resolved: true);
        var open = Alert(environment, "open", resolved: false);
        await environment.RunAsync("send", []);
        environment.Clock.Move(TimeSpan.FromDays(91));
        var young = Alert(environment, "nieuw", resolved: true);
        await environment.RunAsync("send", []);

        var run = await environment.RunAsync("tidy", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 1", $"{run["runsDeleted"]} {run["alertsDeleted"]}", run.ToString());
        CollectionAssert.AreEquivalent(new[] { open, young }, environment.Rows(AlertTable.Table).Select(row => row.Id).ToList());
        CollectionAssert.DoesNotContain(environment.Rows(AlertTable.Table).Select(row => row.Id).ToList(), closed);
        Assert.HasCount(2, environment.Rows(SyncRunTable.Table));
    }

    [TestMethod]
    public async Task A_row_that_is_refused_is_reported_and_ends_nothing_else()
    {
        await using var environment = await TestEnvironment.StartAsync();
        Keep(environment, ConnectionTable.RetainPayloadDays, 30);
        Keep(environment, ConnectionTable.RetainSkippedDays, 30);
        Invite(environment, "r1", InvitationStatus.Sent);
        Invite(environment, "r2", InvitationStatus.Skipped);
        environment.Clock.Move(TimeSpan.FromDays(31));
        environment.TakeSecuredColumns();

        var run = await environment.RunAsync("tidy", []);

        Assert.AreEqual(1, run["skippedDeleted"], run.ToString());
        Assert.AreEqual(0, run["payloadsEmptied"], run.ToString());
        Assert.AreNotEqual(0, run.ExitCode, run.ToString());
    }

    private static void Keep(TestEnvironment environment, string column, int days) =>
        environment.Admin.Update(new Entity(ConnectionTable.Table, environment.Rows(ConnectionTable.Table).Single().Id) { [column] = days });

    private static Guid Alert(TestEnvironment environment, string key, bool resolved) => environment.Admin.Create(new Entity(AlertTable.Table)
    {
        [AlertTable.Name] = key,
        [AlertTable.Key] = key,
        [AlertTable.ResolvedOn] = resolved ? environment.Clock.GetUtcNow().UtcDateTime : null,
    });

    private static Guid Invite(TestEnvironment environment, string reference, InvitationStatus status) =>
        Person.Invite(environment, reference, environment.Account(), environment.Contact(), Person.Email, status);
}
