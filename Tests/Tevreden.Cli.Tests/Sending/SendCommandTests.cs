using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Tests.Sending;

[TestClass]
public sealed class SendCommandTests
{
    [TestMethod]
    public async Task Send_asks_for_what_is_due_notes_the_runner_and_leaves_a_row_of_the_run()
    {
        await using var environment = await TestEnvironment.StartAsync();
        var due = Planned(environment, "r1", TimeSpan.FromMinutes(-1));
        var later = Planned(environment, "r2", TimeSpan.FromHours(2));

        var run = await environment.RunAsync("send", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(1, run["asked"]);
        Assert.IsNotNull(environment.Row(InvitationTable.Table, due).GetAttributeValue<DateTime?>(InvitationTable.SendRequestedOn));
        Assert.IsNull(environment.Row(InvitationTable.Table, later).GetAttributeValue<DateTime?>(InvitationTable.SendRequestedOn));
        Assert.IsNotNull(environment.Rows(ConnectionTable.Table).Single().GetAttributeValue<DateTime?>(ConnectionTable.RunnerLastSeenOn));
        var row = environment.Rows(SyncRunTable.Table).Single();
        Assert.AreEqual("send", row.GetAttributeValue<string>(SyncRunTable.Command));
        Assert.AreEqual((int)SyncRunOutcome.Done, row.GetAttributeValue<OptionSetValue>(SyncRunTable.Outcome).Value);
    }

    [TestMethod]
    public async Task Send_asks_until_nothing_more_is_due_however_many_wait()
    {
        await using var environment = await TestEnvironment.StartAsync();
        for (var i = 0; i < 130; i++)
            Planned(environment, $"r{i}", TimeSpan.FromMinutes(-1));

        var run = await environment.RunAsync("send", []);
        var asked = environment.Requests.Count(request => request.RequestName == CustomApis.RunDue);
        var again = await environment.RunAsync("send", []);

        Assert.AreEqual(130, run["asked"], run.ToString());
        Assert.AreEqual(2, asked, "A hundred at a time.");
        Assert.AreEqual(0, again["asked"], "What was asked for a moment ago is not asked for again.");
    }

    [TestMethod]
    public async Task Send_needs_no_key_of_the_service()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.Settings.Remove("TEVREDEN_API_KEY");

        var run = await environment.RunAsync("send", []);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
    }

    [TestMethod]
    public async Task A_run_that_fails_says_so_on_its_row()
    {
        await using var environment = await TestEnvironment.StartAsync();
        environment.BeforeRequest = request =>
        {
            if (request.RequestName == CustomApis.RunDue)
                throw new System.ServiceModel.FaultException<OrganizationServiceFault>(new OrganizationServiceFault { ErrorCode = -2147220970, Message = "Refused by the test." }, "Refused by the test.");
        };

        var run = await environment.RunAsync("send", []);

        Assert.AreEqual(5, run.ExitCode, run.ToString());
        var row = environment.Rows(SyncRunTable.Table).Single();
        Assert.AreEqual((int)SyncRunOutcome.Failed, row.GetAttributeValue<OptionSetValue>(SyncRunTable.Outcome).Value);
        StringAssert.Contains(row.GetAttributeValue<string>(SyncRunTable.Error), "Refused by the test.");
    }

    private static Guid Planned(TestEnvironment environment, string reference, TimeSpan due)
    {
        // The plug-ins have a clock of their own.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var id = environment.Invitation(reference, status: InvitationStatus.Planned);
        environment.Admin.Update(new Entity(InvitationTable.Table, id)
        {
            [InvitationTable.DueOn] = now + due,
            [InvitationTable.ExpiresOn] = now + TimeSpan.FromDays(7),
            [InvitationTable.SendRequestedOn] = null,
        });
        return id;
    }
}
