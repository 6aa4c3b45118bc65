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
    private static readonly EngineOptions InOrder = new() { ShuffleJobs = false };

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
        await using var product = await Product.StartAsync();
        product.Change(product.Connection(), ConnectionTable.Paused, true);
        var invitation = await product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingPaused, invitation.Reason());

        product.Change(product.Connection(), ConnectionTable.Paused, false);
        await product.RunAsync();
        Assert.AreEqual(InvitationStatus.Sent, product.Again(invitation).Status());
    }

    [TestMethod]
    public async Task The_test_recipient_gets_all_mail_the_row_is_marked_and_no_quiet_period_is_reserved()
    {
        await using var product = await Product.StartAsync(quietPeriodDays: 30);
        product.Change(product.Connection(), ConnectionTable.TestRecipient, "tester@voorbeeld.nl");
        var invitation = await product.ResolveOneAsync();
        Assert.IsTrue(invitation.GetAttributeValue<bool>(InvitationTable.SentToTestRecipient));
        Assert.AreEqual("tester@voorbeeld.nl", product.Service.Received.Single().Email);
        Assert.IsEmpty(product.Rows(ContactStateTable.Table));
    }

    [TestMethod]
    public async Task A_copy_of_the_environment_sends_nothing_and_an_alert_says_so()
    {
        await using var product = await Product.StartAsync();
        product.Change(product.Connection(), ConnectionTable.ConfirmedOrganisation, Guid.NewGuid().ToString("D"));
        var first = await product.ResolveOneAsync();
        var second = await product.ResolveOneAsync();
        Assert.AreEqual(InvitationReason.WaitingEnvironmentNotConfirmed, first.Reason());
        Assert.IsTrue(product.Alert(AlertKind.EnvironmentNotConfirmed).IsOpen());
        Assert.IsEmpty(product.Service.Received);

        await product.TestConnectionAsync();
        Assert.IsFalse(product.Alert(AlertKind.EnvironmentNotConfirmed).IsOpen());
        Assert.AreEqual(InvitationStatus.Sent, product.Again(first).Status());
        Assert.AreEqual(InvitationStatus.Sent, product.Again(second).Status());
    }

    [TestMethod]
    [DataRow("contact", CustomerColumns.DoNotSurvey)]
    [DataRow("contact", "donotemail")]
    public async Task Who_opts_out_between_planning_and_sending_is_skipped(string table, string column)
    {
        await using var product = await Product.StartAsync(InOrder);
        var contact = product.Contact();
        product.Resolve(product.Case(contact));
        await PlanAsync(product);
        product.Admin.Update(new Entity(table, contact) { [column] = true });
        await product.RunAsync();
        Assert.AreEqual(InvitationStatus.Skipped, product.Invitations().Single().Status());
        Assert.AreEqual(InvitationReason.OptedOut, product.Invitations().Single().Reason());
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    public async Task Of_two_merged_contacts_who_said_no_decides()
    {
        await using var product = await Product.StartAsync(InOrder);
        var (stays, goes, goesFirst) = (product.Contact(), product.Contact(), product.Contact());
        product.Admin.Update(new Entity("contact", goesFirst) { [CustomerColumns.DoNotSurvey] = true });
        product.Resolve(product.Case(goes));
        await PlanAsync(product);
        Merge(product, goes, goesFirst);
        Merge(product, stays, goes);
        await product.RunAsync();
        Assert.AreEqual(InvitationReason.OptedOut, product.Invitations().Single().Reason());
    }

    [TestMethod]
    public async Task Two_merged_contacts_who_were_both_asked_count_as_the_one_that_stays()
    {
        await using var product = await Product.StartAsync(quietPeriodDays: 30);
        var (stays, goes) = (product.Contact(), product.Contact());
        await product.OutcomeAsync(product.Case(stays));
        await product.OutcomeAsync(product.Case(goes));
        Assert.HasCount(2, product.Service.Received);

        Merge(product, stays, goes);
        await product.RunAsync();
        var third = await product.OutcomeAsync(product.Case(stays));
        Assert.AreEqual(InvitationReason.QuietPeriod, third.Reason());
        Assert.HasCount(2, product.Service.Received);
    }

    [TestMethod]
    public async Task A_reservation_is_given_back_when_its_case_is_reopened_after_a_failed_attempt()
    {
        await using var product = await Product.StartAsync(quietPeriodDays: 30);
        product.Fails(503, times: 1);
        var contact = product.Contact();
        var incident = product.Case(contact);
        await product.OutcomeAsync(incident);
        product.Reopen(incident);
        await product.RunAsync();
        product.Request("cancel", product.Invitations().Select(row => row.Id));
        await product.RunAsync();

        var other = await product.OutcomeAsync(product.Case(contact));
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
