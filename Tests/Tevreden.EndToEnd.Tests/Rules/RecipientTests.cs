using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>Whom a case is asked about, and who is not asked.</summary>
[TestClass]
public sealed class RecipientTests
{
    [TestMethod]
    [DataRow("primary", "case@voorbeeld.nl")]
    [DataRow("customer", "klant@voorbeeld.nl")]
    [DataRow("account", "baas@voorbeeld.nl")]
    [DataRow("boss", "baas@voorbeeld.nl")]
    public async Task The_contact_of_the_case_is_asked_else_the_customer_else_the_contact_of_the_account(string which, string expected)
    {
        await using var product = await Product.StartAsync();
        var contact = new EntityReference("contact", product.Contact("case@voorbeeld.nl"));
        var customer = new EntityReference("contact", product.Contact("klant@voorbeeld.nl"));
        var boss = new EntityReference("contact", product.Contact("baas@voorbeeld.nl"));
        var account = new EntityReference("account", product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij", ["primarycontactid"] = boss }));
        if (which == "boss")
            product.ChangeRule(product.FirstRule(), RuleTable.Recipient, new OptionSetValue((int)Recipient.PrimaryContact));
        var incident = product.Admin.Create(new Entity("incident")
        {
            ["title"] = "Kapot",
            ["customerid"] = which == "customer" ? customer : account,
            ["primarycontactid"] = which is "primary" or "boss" ? contact : null,
        });

        Assert.AreEqual(InvitationStatus.Sent, (await product.OutcomeAsync(incident)).Status());
        Assert.AreEqual(expected, product.Service.Received.Single().Email);
    }

    [TestMethod]
    public async Task The_rule_says_which_column_holds_the_address()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.EmailColumn, "emailaddress2");
        var both = product.Admin.Create(new Entity("contact") { ["lastname"] = "J", ["emailaddress1"] = "een@voorbeeld.nl", ["emailaddress2"] = "twee@voorbeeld.nl" });

        await product.OutcomeAsync(product.Case(both));
        Assert.AreEqual("twee@voorbeeld.nl", product.Service.Received.Single().Email);

        var outcome = await product.OutcomeAsync(product.Case(product.Contact()));
        Assert.AreEqual(InvitationReason.NoEmail, outcome.Reason());
        Assert.Contains("emailaddress2", outcome.Explanation());
    }

    [TestMethod]
    [DataRow("donotemail", null, true)]
    [DataRow("donotemail", RuleTable.HonourDoNotEmail, false)]
    [DataRow("donotbulkemail", null, true)]
    [DataRow("donotbulkemail", RuleTable.HonourDoNotBulkEmail, false)]
    [DataRow("donotsendmm", null, false)]
    [DataRow("donotsendmm", RuleTable.HonourDoNotSendMarketing, true)]
    [DataRow(CustomerColumns.DoNotSurvey, null, true)]
    public async Task Whoever_said_no_is_not_asked_as_far_as_the_rule_honours_it(string said, string? changed, bool isSkipped)
    {
        await using var product = await Product.StartAsync();
        if (changed is not null)
            product.ChangeRule(product.FirstRule(), changed, isSkipped);
        var contact = product.Contact();
        product.Admin.Update(new Entity("contact", contact) { [said] = true });

        var outcome = await product.OutcomeAsync(product.Case(contact));

        Assert.AreEqual(isSkipped ? InvitationStatus.Skipped : InvitationStatus.Sent, outcome.Status(), outcome.Explanation());
        Assert.AreEqual(isSkipped ? InvitationReason.OptedOut : null, outcome.Reason());
    }

    [TestMethod]
    public async Task Who_says_no_between_planning_and_sending_is_not_asked()
    {
        await using var product = await Product.StartAsync();
        var contact = product.Contact();
        product.ChangeRule(product.FirstRule(), RuleTable.HonourDoNotSendMarketing, true);
        var incident = product.Case(contact);
        await PlanOnlyAsync(product, incident);

        product.Admin.Update(new Entity("contact", contact) { ["donotsendmm"] = true });
        await product.RunAsync();

        Assert.AreEqual(InvitationReason.OptedOut, product.Invitation(incident).Reason());
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Of_two_contacts_that_are_merged_the_stricter_opt_out_wins(bool beforePlanning)
    {
        await using var product = await Product.StartAsync();
        var stays = product.Contact();
        var goes = product.Contact("weg@voorbeeld.nl");
        product.Admin.Update(new Entity("contact", goes) { [CustomerColumns.DoNotSurvey] = true });
        var incident = product.Case(stays);
        if (!beforePlanning)
            await PlanOnlyAsync(product, incident);

        product.Admin.Execute(new MergeRequest
        {
            Target = new EntityReference("contact", stays), SubordinateId = goes, UpdateContent = new Entity("contact"), PerformParentingChecks = false,
        });
        if (beforePlanning)
        {
            await product.RunAsync();
            product.Resolve(incident);
        }

        await product.RunAsync();

        Assert.AreEqual(InvitationReason.OptedOut, product.Invitation(incident).Reason());
        Assert.IsTrue(product.Rows("contact").Single(row => row.Id == stays).GetAttributeValue<bool>(CustomerColumns.DoNotSurvey), "the survivor says so itself");
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    public async Task Sampling_asks_about_the_same_cases_each_time()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.SamplingPercent, 50);
        var incidents = Enumerable.Range(0, 30).Select(_ => product.Case()).ToList();
        incidents.ForEach(product.Resolve);
        await product.RunAsync();

        var before = product.Invitations().ToDictionary(row => row.Id, row => row.Reason());
        Assert.IsTrue(before.ContainsValue(InvitationReason.SampledOut) && before.ContainsValue(null), "both kinds occur among 30");
        foreach (var row in product.Invitations().Where(row => row.Status() == InvitationStatus.Skipped))
            product.Admin.Update(new Entity(InvitationTable.Table, row.Id) { [InvitationTable.PlanRequestedOn] = product.Engine.Options.TimeProvider.GetUtcNow().UtcDateTime });
        await product.RunAsync();

        CollectionAssert.AreEquivalent(before.ToList(), product.Invitations().ToDictionary(row => row.Id, row => row.Reason()).ToList());
    }

    private static async Task PlanOnlyAsync(Product product, Guid incident)
    {
        product.Admin.Update(new Entity(ConnectionTable.Table, product.Rows(ConnectionTable.Table).Single().Id) { [ConnectionTable.Paused] = true });
        var outcome = await product.OutcomeAsync(incident);
        Assert.AreEqual(InvitationStatus.Planned, outcome.Status());
        product.Admin.Update(new Entity(ConnectionTable.Table, product.Rows(ConnectionTable.Table).Single().Id) { [ConnectionTable.Paused] = false });
        product.Admin.Update(new Entity(InvitationTable.Table, outcome.Id) { [InvitationTable.SendRequestedOn] = product.Engine.Options.TimeProvider.GetUtcNow().UtcDateTime });
    }
}
