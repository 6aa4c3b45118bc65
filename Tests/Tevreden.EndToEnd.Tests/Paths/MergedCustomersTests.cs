using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>Customers and cases are merged while we work with them: the agent's merge never fails because of us, the one that stays counts, and the stricter opt-out wins.</summary>
[TestClass]
public sealed class MergedCustomersTests
{
    private const int QuietPeriodDays = 30;

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    public async Task Contacts_of_whom_one_or_both_were_surveyed_are_one_within_the_quiet_period(bool subordinateWasAsked, bool masterWasAsked)
    {
        await using var product = await Product.StartAsync(quietPeriodDays: QuietPeriodDays);
        var (subordinate, master) = (product.Contact("piet@voorbeeld.nl"), product.Contact());
        foreach (var asked in new[] { subordinateWasAsked ? subordinate : Guid.Empty, masterWasAsked ? master : Guid.Empty }.Where(id => id != Guid.Empty))
            Assert.AreEqual(InvitationStatus.Sent, (await product.OutcomeAsync(product.Case(asked))).Status());
        product.Scored("contact", subordinate);
        product.Scored("contact", master);

        product.Merge("contact", subordinate, master);
        await product.DeliverAllAsync();
        var outcome = await product.OutcomeAsync(product.Case(master));

        Assert.AreEqual(InvitationReason.QuietPeriod, outcome.Reason(), outcome.Explanation());
        Assert.IsTrue(product.Invitations().All(row => row.GetAttributeValue<EntityReference>(InvitationTable.Contact).Id == master));
    }

    [TestMethod]
    public async Task Accounts_that_were_both_surveyed_and_scored_are_merged()
    {
        await using var product = await Product.StartAsync();
        Guid[] accounts = [.. Enumerable.Range(0, 2).Select(_ => product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij" }))];
        foreach (var account in accounts)
        {
            await product.OutcomeAsync(product.Case(account, product.Contact()));
            product.Scored("account", account);
        }

        product.Merge("account", accounts[0], accounts[1]);
        await product.DeliverAllAsync();

        Assert.IsTrue(product.Invitations().All(row => row.GetAttributeValue<EntityReference>(InvitationTable.Account).Id == accounts[1]));
        Assert.AreEqual(InvitationStatus.Sent, (await product.OutcomeAsync(product.Case(accounts[1], product.Contact()))).Status());
    }

    [TestMethod]
    public async Task Cases_that_were_both_surveyed_keep_their_outcomes_when_they_are_merged()
    {
        await using var product = await Product.StartAsync();
        Guid[] cases = [product.Case(), product.Case()];
        foreach (var incident in cases)
        {
            await product.OutcomeAsync(incident);
            product.Reopen(incident);
        }

        product.Merge("incident", cases[0], cases[1]);
        await product.DeliverAllAsync();
        product.Resolve(cases[1]);
        await product.DeliverAllAsync();

        Assert.HasCount(3, product.Invitations());
        Assert.IsTrue(product.Invitations().All(row => row.Status() == InvitationStatus.Sent));
        Assert.AreEqual(0, cases.Sum(product.Plan));
    }

    [TestMethod]
    public async Task A_contact_merged_before_planning_is_asked_at_the_address_of_the_one_that_stays()
    {
        await using var product = await Product.StartAsync();
        var (subordinate, master) = (product.Contact("piet@voorbeeld.nl"), product.Contact("jan@voorbeeld.nl"));
        product.Resolve(product.Case(subordinate));
        product.Merge("contact", subordinate, master);
        await product.DeliverAllAsync();

        Assert.AreEqual("jan@voorbeeld.nl", product.Service.Received.Single().Email);
    }

    [TestMethod]
    [DataRow("contact", CustomerColumns.DoNotSurvey)]
    [DataRow("contact", "donotemail")]
    [DataRow("account", CustomerColumns.DoNotSurvey)]
    public async Task The_opt_out_of_a_merged_customer_counts_for_the_one_that_stays(string table, string column)
    {
        await using var product = await Product.StartAsync();
        var (account, contact) = (product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij" }), product.Contact());
        var subordinate = product.Admin.Create(new Entity(table) { [table == "contact" ? "lastname" : "name"] = "Oud", [column] = true });
        product.Merge(table, subordinate, table == "contact" ? contact : account);

        var outcome = await product.OutcomeAsync(product.Case(account, contact));

        Assert.AreEqual(InvitationReason.OptedOut, outcome.Reason(), outcome.Explanation());
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    [DataRow("contact", CustomerColumns.DoNotSurvey, false, true)]
    [DataRow("account", CustomerColumns.DoNotSurvey, false, true)]
    [DataRow("contact", CustomerColumns.DoNotSurvey, true, true)]
    [DataRow("account", CustomerColumns.DoNotSurvey, true, true)]
    [DataRow("contact", CustomerColumns.DoNotSurvey, true, false)]
    [DataRow("account", CustomerColumns.DoNotSurvey, true, false)]
    public async Task Who_was_merged_twice_still_says_no(string table, string column, bool stepsRun, bool inOrder)
    {
        await using var product = await Product.StartAsync();
        var (account, contact) = (product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij" }), product.Contact());
        var name = table == "contact" ? "lastname" : "name";
        var (first, second) = (product.Admin.Create(new Entity(table) { [name] = "Eerst", [column] = true }), product.Admin.Create(new Entity(table) { [name] = "Dan" }));
        var third = table == "contact" ? contact : account;
        product.Merge(table, first, second);
        product.Merge(table, second, third);
        var steps = product.Engine.Jobs.Pending.Where(job => job.MessageName == "Merge").OrderBy(job => job.Id).ToList();
        Assert.HasCount(2, steps);
        foreach (var step in stepsRun ? inOrder ? steps : steps.AsEnumerable().Reverse() : [])
            Assert.IsTrue((await product.Engine.Jobs.RunAsync(step.Id)).Succeeded);
        foreach (var step in stepsRun ? [] : steps)
            product.Lose(step.Id);

        var outcome = await product.OutcomeAsync(product.Case(account, contact));

        Assert.AreEqual(InvitationReason.OptedOut, outcome.Reason(), outcome.Explanation());
        Assert.IsEmpty(product.Service.Received);
        if (!stepsRun)
            Assert.Contains("was merged into this one", outcome.Explanation());
    }

    [TestMethod]
    [DataRow("contact")]
    [DataRow("account")]
    public async Task A_kept_opt_out_ends_where_somebody_takes_it_off_the_one_that_stays(string table)
    {
        await using var product = await Product.StartAsync();
        var (account, contact) = (product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij" }), product.Contact());
        var stays = table == "contact" ? contact : account;
        product.Merge(table, product.Admin.Create(new Entity(table) { [table == "contact" ? "lastname" : "name"] = "Oud", [CustomerColumns.DoNotSurvey] = true }), stays);
        await product.DeliverAllAsync();
        Assert.AreEqual(InvitationReason.OptedOut, (await product.OutcomeAsync(product.Case(account, contact))).Reason());

        product.Admin.Update(new Entity(table, stays) { [CustomerColumns.DoNotSurvey] = false });
        var outcome = await product.OutcomeAsync(product.Case(account, contact));
        Assert.AreEqual(InvitationStatus.Sent, outcome.Status(), outcome.Explanation());
    }

    [TestMethod]
    [DataRow("contact", CustomerColumns.DoNotSurvey)]
    [DataRow("contact", "donotemail")]
    [DataRow("account", CustomerColumns.DoNotSurvey)]
    public async Task Planning_and_preview_see_a_merged_opt_out_before_its_step_has_run(string table, string column)
    {
        await using var product = await Product.StartAsync();
        var (account, contact) = (product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij" }), product.Contact());
        product.Merge(table, product.Admin.Create(new Entity(table) { [table == "contact" ? "lastname" : "name"] = "Oud", [column] = true }), table == "contact" ? contact : account);
        product.Lose(product.Engine.Jobs.Pending.Single(job => job.MessageName == "Merge").Id);
        var incident = product.Case(account, contact);

        var preview = product.Admin.Execute(new OrganizationRequest(CustomApis.PreviewInvitation) { [CustomApis.CaseId] = incident }).Results;
        Assert.AreEqual((int)InvitationReason.OptedOut, preview[CustomApis.Reason]);

        product.Resolve(incident);
        await product.Engine.Jobs.RunAsync(product.Engine.Jobs.Pending[0].Id);
        Assert.AreEqual(InvitationReason.OptedOut, product.Invitation(incident).Reason());
    }

    [TestMethod]
    public async Task Customers_who_swallowed_many_others_are_asked_as_any()
    {
        await using var product = await Product.StartAsync();
        var (account, contact) = (product.Admin.Create(new Entity("account") { ["name"] = "Bakkerij" }), product.Contact());
        for (var number = 0; number < 75; number++)
        {
            product.Merge("contact", product.Contact(), contact);
            product.Merge("account", product.Admin.Create(new Entity("account") { ["name"] = "Oud" }), account);
        }

        var incident = product.Case(account, contact);
        Assert.AreEqual(InvitationStatus.Sent, (await product.OutcomeAsync(incident)).Status());
        product.Reopen(incident);
        product.Resolve(incident);
        await product.DeliverAllAsync();
        Assert.IsTrue(product.Invitations().All(row => row.Status() == InvitationStatus.Sent));
        Assert.HasCount(2, product.Service.Received);
    }
}
