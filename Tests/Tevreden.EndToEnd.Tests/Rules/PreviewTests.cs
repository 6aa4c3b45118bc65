using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>Asking without doing: what would happen with a case, and what a rule would have done.</summary>
[TestClass]
public sealed class PreviewTests
{
    [TestMethod]
    public async Task An_open_case_says_to_whom_it_would_go_and_writes_nothing()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.DelayMinutes, 120);
        var incident = product.Case();

        var preview = Preview(product.Admin, incident);

        Assert.AreEqual((int)InvitationStatus.Planned, preview[CustomApis.Status]);
        Assert.IsFalse(preview.Contains(CustomApis.Reason));
        Assert.AreEqual("j***@voorbeeld.nl", preview[CustomApis.Recipient]);
        Assert.AreEqual("Elke opgeloste aanvraag", preview[CustomApis.RuleName]);
        Assert.IsFalse(string.IsNullOrEmpty((string)preview[CustomApis.SurveyName]));
        Assert.IsGreaterThan(product.Engine.Options.TimeProvider.GetUtcNow().UtcDateTime.AddMinutes(100), (DateTime)preview[CustomApis.DueOn]);
        Assert.IsEmpty(product.Invitations());
        Assert.IsEmpty(product.Service.Received);
    }

    [TestMethod]
    public async Task A_preview_says_why_not_in_the_language_of_the_one_who_asks()
    {
        await using var product = await Product.StartAsync();
        var incident = product.Case(product.Contact(email: null));

        Assert.Contains("no e-mail address", (string)Preview(product.Admin, incident)[CustomApis.Explanation]);
        product.Speaks(product.Engine.AdministratorId, People.Dutch);
        var preview = Preview(product.Admin, incident);

        Assert.AreEqual((int)InvitationStatus.Skipped, preview[CustomApis.Status]);
        Assert.AreEqual((int)InvitationReason.NoEmail, preview[CustomApis.Reason]);
        Assert.Contains("geen e-mailadres", (string)preview[CustomApis.Explanation]);
        Assert.IsFalse(((string)preview[CustomApis.Explanation]).Contains('\n', StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task What_is_previewed_is_what_happens()
    {
        await using var product = await Product.StartAsync();
        product.ChangeRule(product.FirstRule(), RuleTable.Filter, "<filter><condition attribute='prioritycode' operator='eq' value='1'/></filter>");
        foreach (var incident in new[] { product.Case(("prioritycode", new OptionSetValue(1))), product.Case(("prioritycode", new OptionSetValue(2))) })
        {
            var preview = Preview(product.Admin, incident);
            var outcome = await product.OutcomeAsync(incident);

            var planned = (int)preview[CustomApis.Status] == (int)InvitationStatus.Planned;
            Assert.AreEqual(planned ? InvitationStatus.Sent : InvitationStatus.Skipped, outcome.Status());
            Assert.AreEqual(preview.TryGetValue(CustomApis.Reason, out var reason) ? (int?)reason : null, (int?)outcome.Reason());
        }
    }

    [TestMethod]
    public async Task A_contact_who_was_asked_short_ago_is_seen_in_the_preview_but_not_because_of_the_case_itself()
    {
        await using var product = await Product.StartAsync(quietPeriodDays: 30);
        var contact = product.Contact();
        var first = product.Case(contact);
        await product.OutcomeAsync(first);

        Assert.AreEqual((int)InvitationReason.QuietPeriod, Preview(product.Admin, product.Case(contact))[CustomApis.Reason]);
        Assert.AreEqual((int)InvitationStatus.Planned, Preview(product.Admin, first)[CustomApis.Status]);
    }

    [TestMethod]
    public async Task Before_the_connection_a_preview_says_that_nobody_is_asked()
    {
        await using var product = await Product.StartUnconnectedAsync();
        var old = product.Case();
        Assert.Contains("never confirmed", (string)Preview(product.Admin, old)[CustomApis.Explanation]);

        product.Resolve(old);
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await product.ConnectAsync();
        product.MakeRule(quietPeriodDays: 0);
        Assert.Contains("before the connection", (string)Preview(product.Admin, old)[CustomApis.Explanation]);
        Assert.DoesNotContain("connection", (string)Preview(product.Admin, product.Case())[CustomApis.Explanation]);
    }

    [TestMethod]
    public async Task The_case_is_read_with_the_rights_of_the_one_who_asks()
    {
        await using var product = await Product.StartAsync();
        var incident = product.Case();
        var agent = product.User(["prvReadtvr_Rule", "prvReadIncident", "prvReadActivity", "prvReadAccount"]);

        Assert.Contains("prvReadContact", Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Preview(product.As(agent), incident)).Message);
        Assert.Contains(
            "no such case",
            Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Preview(product.Admin, Guid.NewGuid())).Message);
    }

    [TestMethod]
    public async Task A_rule_test_counts_what_would_have_become_of_the_last_cases_and_writes_nothing()
    {
        await using var product = await Product.StartAsync();
        foreach (var priority in new[] { 1, 1, 1, 2 })
            product.Resolve(product.Case(("prioritycode", new OptionSetValue(priority))));
        var noEmail = product.Case(product.Contact(email: null), "Zonder adres");
        product.Admin.Update(new Entity("incident", noEmail) { ["prioritycode"] = new OptionSetValue(1) });
        product.Resolve(noEmail);
        product.Case();
        var rule = product.Rule("Nieuw", (RuleTable.Filter, "<filter><condition attribute='prioritycode' operator='eq' value='1'/></filter>"), (RuleTable.PreviewOnly, true), (RuleTable.ActiveFrom, product.Engine.Options.TimeProvider.GetUtcNow().UtcDateTime.AddDays(7)));
        product.Admin.Update(new Entity(RuleTable.Table, rule) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) });

        var result = Test(product, rule, 50);

        Assert.AreEqual(5, (int)result["tested"]!);
        var outcomes = result["outcomes"]!.ToDictionary(outcome => ((int)outcome["status"]!, (int?)outcome["reason"]));
        Assert.HasCount(3, outcomes);
        Assert.AreEqual(3, (int)outcomes[((int)InvitationStatus.Planned, null)]["count"]!);
        Assert.AreEqual("No rule matched", (string)outcomes[((int)InvitationStatus.Skipped, (int)InvitationReason.NoRuleMatched)]["label"]!);
        var skipped = outcomes[((int)InvitationStatus.Skipped, (int)InvitationReason.NoEmail)]["cases"]!.Single();
        Assert.AreEqual("Zonder adres", (string)skipped["title"]!);
        Assert.AreEqual(noEmail.ToString("D"), (string)skipped["id"]!);
        Assert.IsFalse(string.IsNullOrEmpty((string)skipped["number"]!));
        Assert.Contains("e-mail", (string)skipped["explanation"]!);
        Assert.IsEmpty(product.Invitations());
    }

    [TestMethod]
    public async Task A_rule_test_sees_the_quiet_period_among_its_own_cases()
    {
        await using var product = await Product.StartAsync(quietPeriodDays: 30);
        var contact = product.Contact();
        product.Resolve(product.Case(contact));
        product.Resolve(product.Case(contact));

        var counts = Test(product, product.FirstRule(), 10)["outcomes"]!.ToDictionary(outcome => (int?)outcome["reason"] ?? 0, outcome => (int)outcome["count"]!);

        Assert.AreEqual(1, counts[0]);
        Assert.AreEqual(1, counts[(int)InvitationReason.QuietPeriod]);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(501)]
    public async Task A_rule_test_of_no_or_too_many_cases_is_refused(int top)
    {
        await using var product = await Product.StartAsync();
        Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Test(product, product.FirstRule(), top));
    }

    private static ParameterCollection Preview(IOrganizationService caller, Guid incident) =>
        caller.Execute(new OrganizationRequest(CustomApis.PreviewInvitation) { [CustomApis.CaseId] = incident }).Results;

    private static JObject Test(Product product, Guid rule, int top) => JObject.Parse((string)product.Admin
        .Execute(new OrganizationRequest(CustomApis.TestRule) { [CustomApis.RuleId] = rule, [CustomApis.Top] = top }).Results[CustomApis.Result]);
}
