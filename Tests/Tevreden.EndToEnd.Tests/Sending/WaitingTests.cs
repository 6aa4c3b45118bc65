using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>What is read anew with each sending: confirmation, pause, test recipient, opt-outs, who was asked lately.</summary>
[TestClass]
public sealed class WaitingTests
{
    private static Product _product = null!;
    private static EngineSnapshot _beginning = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _product = await Product.StartAsync(new EngineOptions { ShuffleJobs = false }, quietPeriodDays: 30);
        _beginning = _product.Engine.TakeSnapshot();
    }

    [ClassCleanup]
    public static async Task StopAsync() => await _product.DisposeAsync();

    [TestInitialize]
    public void GoBack()
    {
        _product.Engine.Restore(_beginning);
        _product.Service.Reset();
    }

    [TestMethod]
    public async Task Before_the_first_confirmation_nothing_is_planned()
    {
        await using var product = await Product.StartUnconnectedAsync();
        product.Resolve(product.Case(product.Contact()));
        await product.RunAsync();
        Assert.IsEmpty(product.Invitations());

        product.Fails(503, path: null);
        Assert.IsFalse((await product.TestConnectionAsync())[^1].Ok);
        product.Resolve(product.Case(product.Contact()));
        await product.RunAsync();
        Assert.IsEmpty(product.Invitations());
    }

    [TestMethod]
    public async Task A_pause_keeps_rows_and_its_end_sends_them()
    {
        _product.Change(_product.Connection(), ConnectionTable.Paused, true);
        var invitation = await _product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingPaused, invitation.Reason());

        _product.Change(_product.Connection(), ConnectionTable.Paused, false);
        await _product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(invitation).Status());
    }

    [TestMethod]
    public async Task The_test_recipient_gets_all_mail_the_row_is_marked_and_no_quiet_period_is_reserved()
    {
        _product.Change(_product.Connection(), ConnectionTable.TestRecipient, "tester@voorbeeld.nl");
        var invitation = await _product.ResolveOneAsync();
        Assert.IsTrue(invitation.GetAttributeValue<bool>(InvitationTable.SentToTestRecipient));
        Assert.AreEqual("tester@voorbeeld.nl", _product.Service.Received.Single().Email);
        Assert.IsEmpty(_product.Rows(ContactStateTable.Table));
    }

    [TestMethod]
    public async Task A_copy_of_the_environment_sends_nothing_and_an_alert_says_so()
    {
        _product.Change(_product.Connection(), ConnectionTable.ConfirmedOrganisation, Guid.NewGuid().ToString("D"));
        var first = await _product.ResolveOneAsync();
        var second = await _product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingEnvironmentNotConfirmed, first.Reason());
        Assert.IsTrue(_product.Alert(AlertKind.EnvironmentNotConfirmed).IsOpen());
        Assert.IsEmpty(_product.Service.Received);

        await _product.TestConnectionAsync();
        Assert.IsFalse(_product.Alert(AlertKind.EnvironmentNotConfirmed).IsOpen());
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(first).Status());
        Assert.AreEqual(InvitationStatus.Sent, _product.Again(second).Status());
    }

    [TestMethod]
    [DataRow("contact", CustomerColumns.DoNotSurvey)]
    [DataRow("contact", "donotemail")]
    public async Task Who_opts_out_between_planning_and_sending_is_skipped(string table, string column)
    {
        var contact = _product.Contact();
        _product.Resolve(_product.Case(contact));
        await PlanAsync(_product);
        _product.Admin.Update(new Entity(table, contact) { [column] = true });
        await _product.RunAsync();
        Assert.AreEqual(InvitationStatus.Skipped, _product.Invitations().Single().Status());
        Assert.AreEqual(InvitationReason.OptedOut, _product.Invitations().Single().Reason());
        Assert.IsEmpty(_product.Service.Received);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task The_account_that_a_contact_belongs_to_speaks_for_it_also_where_the_contact_is_the_customer(bool beforePlanning)
    {
        var account = _product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij", [CustomerColumns.DoNotSurvey] = beforePlanning });
        var contact = _product.Contact();
        _product.Admin.Update(new Entity("contact", contact) { ["parentcustomerid"] = new EntityReference("account", account) });
        _product.Resolve(_product.Case(contact));
        await PlanAsync(_product);
        Assert.AreEqual(beforePlanning ? InvitationStatus.Skipped : InvitationStatus.Planned, _product.Invitations().Single().Status());
        _product.Admin.Update(new Entity("account", account) { [CustomerColumns.DoNotSurvey] = true });
        await _product.RunAsync();

        Assert.AreEqual(InvitationReason.OptedOut, _product.Invitations().Single().Reason());
        Assert.Contains("account that the contact belongs to", _product.Invitations().Single().Explanation());
        Assert.IsEmpty(_product.Service.Received);
    }

    [TestMethod]
    public async Task A_contact_that_was_deleted_after_planning_is_not_mailed()
    {
        var contact = _product.Contact();
        var incident = _product.Admin.Create(new Entity("incident")
        {
            ["title"] = "Kapot",
            ["customerid"] = new EntityReference("account", _product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij" })),
            ["primarycontactid"] = new EntityReference("contact", contact),
        });
        _product.Resolve(incident);
        await PlanAsync(_product);
        _product.Admin.Delete("contact", contact);
        await _product.RunAsync();

        var outcome = _product.Invitations().Single();
        Assert.AreEqual(InvitationStatus.Skipped, outcome.Status());
        Assert.AreEqual(InvitationReason.NoEmail, outcome.Reason());
        Assert.IsEmpty(_product.Service.Received);
    }

    [TestMethod]
    public async Task Of_two_merged_contacts_who_said_no_decides()
    {
        var (stays, goes, goesFirst) = (_product.Contact(), _product.Contact(), _product.Contact());
        _product.Admin.Update(new Entity("contact", goesFirst) { [CustomerColumns.DoNotSurvey] = true });
        _product.Resolve(_product.Case(goes));
        await PlanAsync(_product);
        Merge(_product, goes, goesFirst);
        Merge(_product, stays, goes);
        await _product.RunAsync();
        Assert.AreEqual(InvitationReason.OptedOut, _product.Invitations().Single().Reason());
    }

    [TestMethod]
    public async Task Two_merged_contacts_who_were_both_asked_count_as_the_one_that_stays()
    {
        var (stays, goes) = (_product.Contact(), _product.Contact());
        await _product.OutcomeAsync(_product.Case(stays));
        await _product.OutcomeAsync(_product.Case(goes));
        Assert.HasCount(2, _product.Service.Received);

        Merge(_product, stays, goes);
        await _product.RunAsync();
        var third = await _product.OutcomeAsync(_product.Case(stays));
        Assert.AreEqual(InvitationReason.QuietPeriod, third.Reason());
        Assert.HasCount(2, _product.Service.Received);
    }

    [TestMethod]
    public async Task A_reservation_is_given_back_when_its_case_is_reopened_after_a_failed_attempt()
    {
        _product.Fails(503, times: 1);
        var contact = _product.Contact();
        var incident = _product.Case(contact);
        await _product.OutcomeAsync(incident);
        _product.Reopen(incident);
        await _product.RunAsync();
        _product.Request("cancel", _product.Invitations().Select(row => row.Id));
        await _product.RunAsync();

        var other = await _product.OutcomeAsync(_product.Case(contact));
        Assert.AreEqual(InvitationStatus.Sent, other.Status(), other.Explanation());
    }

    private static void Merge(Product product, Guid stays, Guid goes) => product.Admin.Execute(new MergeRequest
    {
        Target = new EntityReference("contact", stays),
        SubordinateId = goes,
        UpdateContent = new Entity("contact"),
        PerformParentingChecks = false,
    });

    private static async Task PlanAsync(Product product)
    {
        while (product.Engine.Jobs.Pending.FirstOrDefault(job => job.PrimaryTable != InvitationTable.Table) is { } job)
            Assert.IsTrue((await product.Engine.Jobs.RunAsync(job.Id)).Succeeded);
    }
}
