using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>Which rule a case gets: the packed solution asks, the environment's own query engine answers.</summary>
[TestClass]
public sealed class FilterTests
{
    private const string Urgent = "<filter><condition attribute='prioritycode' operator='eq' value='1'/></filter>";

    [TestMethod]
    public async Task A_case_gets_the_first_rule_by_order_whose_filter_it_passes()
    {
        await using var product = await Product.StartAsync();
        var urgent = product.Rule("Urgent", (RuleTable.Filter, Urgent));

        var first = await product.OutcomeAsync(product.Case(("prioritycode", new OptionSetValue(1))));
        var second = await product.OutcomeAsync(product.Case(("prioritycode", new OptionSetValue(2))));

        Assert.AreEqual(urgent, first.RuleOf());
        Assert.AreEqual(product.FirstRule(), second.RuleOf());
        Assert.AreEqual(InvitationStatus.Sent, first.Status(), first.Explanation());
        Assert.AreEqual(InvitationStatus.Sent, second.Status(), second.Explanation());
    }

    [TestMethod]
    public async Task A_case_that_passes_no_filter_is_skipped_with_reason_NoRuleMatched()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.Filter, Urgent);

        var outcome = await product.OutcomeAsync(product.Case(("prioritycode", new OptionSetValue(2))));

        Assert.AreEqual(InvitationStatus.Skipped, outcome.Status());
        Assert.AreEqual(InvitationReason.NoRuleMatched, outcome.Reason());
        Assert.HasCount(2, outcome.Explanation().Split('\n'), "in English and in Dutch");
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    [DataRow("any", true, true)]
    [DataRow("any", false, false)]
    [DataRow("not any", true, false)]
    [DataRow("not any", false, true)]
    [DataRow("all", true, false)]
    [DataRow("not all", true, true)]
    public async Task A_filter_may_ask_about_related_rows(string linkType, bool hasSuchTask, bool matches)
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(
            product.FirstRule(),
            RuleTable.Filter,
            $"<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='{linkType}'><filter><condition attribute='subject' operator='eq' value='Bel terug'/></filter></link-entity></filter>");
        var incident = product.Case();
        if (hasSuchTask)
            product.Admin.Create(new Entity("task") { ["subject"] = "Bel terug", ["regardingobjectid"] = new EntityReference("incident", incident) });

        var outcome = await product.OutcomeAsync(incident);

        Assert.AreEqual(matches ? InvitationStatus.Sent : InvitationStatus.Skipped, outcome.Status(), outcome.Explanation());
    }

    [TestMethod]
    [DataRow("<condition attribute='createdon' operator='last-x-days' value='3'/>", true)]
    [DataRow("<condition attribute='createdon' operator='olderthan-x-days' value='3'/>", false)]
    [DataRow("<condition attribute='createdon' operator='this-year'/>", true)]
    [DataRow("<condition attribute='createdon' operator='last-year'/>", false)]
    [DataRow("<condition attribute='followupby' operator='next-x-days' value='7'/>", true)]
    [DataRow("<condition attribute='followupby' operator='next-x-days' value='1'/>", false)]
    [DataRow("<condition attribute='followupby' operator='last-month'/>", false)]
    public async Task A_filter_may_be_relative_to_the_day_on_which_it_is_evaluated(string condition, bool matches)
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.Filter, $"<filter>{condition}</filter>");

        var outcome = await product.OutcomeAsync(product.Case(("followupby", product.Engine.Options.TimeProvider.GetUtcNow().UtcDateTime.Date.AddDays(3))));

        Assert.AreEqual(matches ? InvitationStatus.Sent : InvitationStatus.Skipped, outcome.Status(), outcome.Explanation());
    }

    [TestMethod]
    [DataRow("not any", "any", true)]
    [DataRow("not any", "not any", false)]
    [DataRow("any", "not any", true)]
    public async Task Related_rows_may_be_asked_about_of_related_rows(string outer, string inner, bool matches)
    {
        await using var product = await Product.StartAsync();
        product.Admin.Create(new Entity("queue") { ["name"] = "Eerste lijn" });
        var queue = product.Admin.Create(new Entity("queue") { ["name"] = "Tweede lijn" });
        product.ChangeRule(
            product.FirstRule(),
            RuleTable.Filter,
            $"<filter type='or'><link-entity name='queueitem' from='objectid' to='incidentid' link-type='{outer}'><filter><link-entity name='queue' from='queueid' to='queueid' link-type='{inner}'><filter><condition attribute='name' operator='eq' value='Eerste lijn'/></filter></link-entity></filter></link-entity></filter>");
        var incident = product.Case();
        product.Admin.Create(new Entity("queueitem") { ["queueid"] = new EntityReference("queue", queue), ["objectid"] = new EntityReference("incident", incident) });

        var outcome = await product.OutcomeAsync(incident);

        Assert.AreEqual(matches ? InvitationStatus.Sent : InvitationStatus.Skipped, outcome.Status(), outcome.Explanation());
    }

    [TestMethod]
    [DataRow(RuleTable.CaseOrigins, "2; 3", true)]
    [DataRow(RuleTable.CaseOrigins, "1", false)]
    [DataRow(RuleTable.CaseTypes, "3", true)]
    [DataRow(RuleTable.CaseTypes, "1;2", false)]
    [DataRow(RuleTable.CaseSubjects, "Levering; Garantie", true)]
    [DataRow(RuleTable.CaseSubjects, "Levering", false)]
    [DataRow(RuleTable.CaseQueues, "Tweede lijn", true)]
    [DataRow(RuleTable.CaseQueues, "Eerste lijn", false)]
    public async Task The_simple_columns_choose_as_a_filter_does(string column, string value, bool matches)
    {
        await using var product = await Product.StartAsync();
        product.Admin.Create(new Entity("subject") { ["title"] = "Levering" });
        var subject = product.Admin.Create(new Entity("subject") { ["title"] = "Garantie" });
        product.Admin.Create(new Entity("queue") { ["name"] = "Eerste lijn" });
        var queue = product.Admin.Create(new Entity("queue") { ["name"] = "Tweede lijn" });
        product.ChangeRule(product.FirstRule(), column, value);
        var incident = product.Case(
            ("caseorigincode", new OptionSetValue(3)), ("casetypecode", new OptionSetValue(3)), ("subjectid", new EntityReference("subject", subject)));
        product.Admin.Create(new Entity("queueitem") { ["queueid"] = new EntityReference("queue", queue), ["objectid"] = new EntityReference("incident", incident) });

        var outcome = await product.OutcomeAsync(incident);

        Assert.AreEqual(matches ? InvitationStatus.Sent : InvitationStatus.Skipped, outcome.Status(), outcome.Explanation());
        Assert.AreEqual(matches ? null : InvitationReason.NoRuleMatched, outcome.Reason());
    }

    [TestMethod]
    public async Task A_rule_is_for_cases_resolved_within_its_period()
    {
        await using var product = await Product.StartAsync();
        var now = product.Engine.Options.TimeProvider.GetUtcNow().UtcDateTime;
        product.Rule("Next year", (RuleTable.ActiveFrom, now.AddDays(30)));
        product.Rule("Last year", (RuleTable.Order, 2), (RuleTable.ActiveUntil, now.AddDays(-30)));
        var current = product.Rule("Now", (RuleTable.Order, 3), (RuleTable.ActiveFrom, now.AddDays(-1)), (RuleTable.ActiveUntil, now.AddDays(1)));

        Assert.AreEqual(current, (await product.OutcomeAsync(product.Case())).RuleOf());
    }
}
