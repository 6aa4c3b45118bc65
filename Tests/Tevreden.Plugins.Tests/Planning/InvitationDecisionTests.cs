using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class InvitationDecisionTests
{
    private static readonly DateTime Resolved = Make.Now.AddHours(-1);

    [TestMethod]
    public void A_case_with_everything_in_order_is_planned_for_the_moment_the_rule_says()
    {
        var outcome = Decide(Make.Case(), Make.Rule() with { Delay = TimeSpan.FromHours(2), Expiry = TimeSpan.FromDays(3) });

        Assert.AreEqual(InvitationStatus.Planned, outcome.Status);
        Assert.IsNull(outcome.Reason);
        Assert.AreEqual("klant@example.nl", outcome.Email);
        Assert.AreEqual(Make.Id(500), outcome.ContactId);
        Assert.AreEqual(Make.Id(600), outcome.AccountId);
        Assert.AreEqual(Make.Id(700), outcome.RuleId);
        Assert.AreEqual(Make.Id(800), outcome.SurveyId);
        Assert.AreEqual("nl", outcome.Language);
        Assert.AreEqual(Resolved.AddHours(2), outcome.DueOn);
        Assert.AreEqual(Resolved.AddHours(2).AddDays(3), outcome.ExpiresOn);
    }

    [TestMethod]
    public void The_first_rule_by_order_wins()
    {
        var outcome = Make.Decide(Make.Case(), Make.Rule() with { Id = Make.Id(2), Order = 20 }, Make.Rule() with { Id = Make.Id(1), Order = 10 });
        Assert.AreEqual(Make.Id(1), outcome.RuleId);
    }

    [TestMethod]
    public void Without_a_rule_nobody_is_asked_with_reason_NoRuleMatched() =>
        AssertOutcome(Decide(Make.Configuration(), Resolved), InvitationStatus.Skipped, InvitationReason.NoRuleMatched);

    [TestMethod]
    public void A_rule_without_survey_is_broken() =>
        AssertOutcome(Decide(Make.Case(), Make.Rule() with { Survey = null }), InvitationStatus.Failed, InvitationReason.RuleBroken);

    [TestMethod]
    public void A_rule_with_an_inactive_survey_is_broken() =>
        AssertOutcome(Decide(Make.Case(), Make.Rule() with { Survey = Make.Rule().Survey! with { Active = false } }), InvitationStatus.Failed, InvitationReason.RuleBroken);

    [TestMethod]
    [DataRow("Ticket Number")]
    [DataRow("new_dealer.name")]
    [DataRow("customerid.new_dealer.name")]
    [DataRow("customerid..name")]
    [DataRow("")]
    public void A_rule_with_a_path_that_can_not_be_read_is_broken(string source) => AssertOutcome(
        Decide(Make.Case(), Make.Rule(new MappingFacts(source, "x", false, null))), InvitationStatus.Failed, InvitationReason.RuleBroken);

    [TestMethod]
    public void A_rule_with_two_mappings_to_one_field_is_broken() => AssertOutcome(
        Decide(Make.Case(), Make.Rule(new MappingFacts("ticketnumber", "x", false, null), new MappingFacts("title", "x", false, null))),
        InvitationStatus.Failed,
        InvitationReason.RuleBroken);

    [TestMethod]
    public void A_rule_whose_columns_the_platform_refuses_is_broken() => AssertOutcome(
        Make.Decide(Make.Case(), new RuleReading.Unreadable("no such column"), Make.Rule(new MappingFacts("nosuchcolumn", "x", false, null))),
        InvitationStatus.Failed,
        InvitationReason.RuleBroken);

    [TestMethod]
    [DataRow(0, InvitationStatus.Planned)]
    [DataRow(1, InvitationStatus.Skipped)]
    public void A_resolution_older_than_the_rule_wants_is_too_late(int secondsOver, InvitationStatus expected)
    {
        var outcome = Decide(Make.Configuration(Make.Rule()), Make.Now.AddDays(-7).AddSeconds(-secondsOver));
        Assert.AreEqual(expected, outcome.Status);
        Assert.AreEqual(expected == InvitationStatus.Skipped ? InvitationReason.TooLate : null, outcome.Reason);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("   ")]
    public void A_contact_without_email_is_skipped_with_reason_NoEmail(string? email) => AssertOutcome(
        Decide(Make.Case() with { PrimaryContact = Make.Contact(email) }), InvitationStatus.Skipped, InvitationReason.NoEmail);

    [TestMethod]
    public void A_contact_with_a_malformed_email_is_skipped_with_reason_InvalidEmail() => AssertOutcome(
        Decide(Make.Case() with { PrimaryContact = Make.Contact("klant@example") }), InvitationStatus.Skipped, InvitationReason.InvalidEmail);

    [TestMethod]
    public void The_first_filled_email_counts_also_when_a_later_one_would_work() => AssertOutcome(
        Decide(Make.Case() with { PrimaryContact = Make.Contact() with { Emails = [" ", "wrong", "right@example.nl"] } }),
        InvitationStatus.Skipped,
        InvitationReason.InvalidEmail);

    [TestMethod]
    [DataRow(true, false, false)]
    [DataRow(false, true, false)]
    [DataRow(false, false, true)]
    public void Who_said_no_is_skipped_with_reason_OptedOut(bool contact, bool email, bool account) => AssertOutcome(
        Decide(Make.Case() with
        {
            PrimaryContact = Make.Contact() with { DoNotSurvey = contact, DoNotEmail = email },
            CustomerAccount = new AccountFacts(Make.Id(600), account, null),
        }),
        InvitationStatus.Skipped,
        InvitationReason.OptedOut);

    [TestMethod]
    public void The_contact_of_the_case_is_asked_before_the_customer_and_the_contact_of_the_account()
    {
        var primary = Make.Contact() with { Id = Make.Id(1) };
        var customer = Make.Contact() with { Id = Make.Id(2) };
        var account = new AccountFacts(Make.Id(600), false, Make.Contact() with { Id = Make.Id(3) });

        Assert.AreEqual(Make.Id(1), Decide(Make.Case() with { PrimaryContact = primary, CustomerContact = customer, CustomerAccount = account }).ContactId);
        Assert.AreEqual(Make.Id(2), Decide(Make.Case() with { PrimaryContact = null, CustomerContact = customer, CustomerAccount = account }).ContactId);
        Assert.AreEqual(Make.Id(3), Decide(Make.Case() with { PrimaryContact = null, CustomerContact = null, CustomerAccount = account }).ContactId);
        AssertOutcome(Decide(Make.Case() with { PrimaryContact = null }), InvitationStatus.Skipped, InvitationReason.NoEmail);
    }

    [TestMethod]
    public void A_required_value_that_is_missing_skips_and_the_explanation_names_its_column()
    {
        var outcome = Decide(Make.Case(), Make.Rule(new MappingFacts("customerid.accountnumber", "debtor", true, null)));
        AssertOutcome(outcome, InvitationStatus.Skipped, InvitationReason.MappingIncomplete);
        Assert.Contains("customerid.accountnumber", outcome.Explanation!.ToText());
    }

    [TestMethod]
    [DataRow(90_000, InvitationStatus.Planned)]
    [DataRow(100_001, InvitationStatus.Skipped)]
    public void Values_that_are_too_long_to_keep_skip_and_the_explanation_names_the_longest(int length, InvitationStatus expected)
    {
        var rule = Make.Rule(new MappingFacts("ticketnumber", "ticket", true, null), new MappingFacts("description", "story", false, null));
        var outcome = Make.Decide(
            Make.Case(), Make.Matches(("ticketnumber", new SourceValue("CAS-1", null)), ("description", new SourceValue(new string('x', length), null))), rule);
        Assert.AreEqual(expected, outcome.Status);
        if (expected == InvitationStatus.Skipped)
        {
            Assert.AreEqual(InvitationReason.MappingIncomplete, outcome.Reason);
            Assert.Contains("'description'", outcome.Explanation!.ToText());
        }
    }

    [TestMethod]
    public void Only_what_is_mapped_travels_and_a_default_stands_in()
    {
        var outcome = Make.Decide(
            Make.Case(),
            Make.Matches(
                ("ticketnumber", new("CAS-01", null)),
                ("casetypecode", new("2", "Problem")),
                ("prioritycode:raw", new("1", "High")),
                ("title", new("secret", null))),
            Make.Rule(
                new MappingFacts("ticketnumber", "ticket", true, null),
                new MappingFacts("casetypecode", "type", false, null),
                new MappingFacts("prioritycode:raw", "priority", false, null),
                new MappingFacts("ownerid.fullname", "agent", true, "service desk"),
                new MappingFacts("customerid.name", "customer", false, null)));

        CollectionAssert.AreEquivalent(
            new Dictionary<string, string> { ["ticket"] = "CAS-01", ["type"] = "Problem", ["priority"] = "1", ["agent"] = "service desk" }.ToList(),
            outcome.Content!.Fields.ToList());
    }

    [TestMethod]
    public void The_content_survives_being_kept_on_the_row()
    {
        var content = new InvitationContent("Zorg \"Plus\"", null, new Dictionary<string, string> { ["a b"] = "é€\n\\", ["__type"] = "x" });
        var read = InvitationContent.FromJson(content.ToJson());
        Assert.AreEqual(content.SenderName, read.SenderName);
        Assert.IsNull(read.ReplyAddress);
        CollectionAssert.AreEquivalent(content.Fields.ToList(), read.Fields.ToList());
    }

    [TestMethod]
    public void No_explanation_holds_an_email_address()
    {
        var cases = new[]
        {
            Decide(Make.Case() with { PrimaryContact = Make.Contact("wrong@x") }),
            Decide(Make.Case() with { PrimaryContact = Make.Contact() with { DoNotSurvey = true } }),
            Decide(Make.Case(), Make.Rule(new MappingFacts("title", "t", true, null))),
        };
        foreach (var outcome in cases)
        {
            Assert.IsFalse(outcome.Explanation!.ToText().Contains('@', StringComparison.Ordinal), outcome.Explanation.ToText());
        }
    }

    private static Outcome Decide(CaseFacts theCase, RuleFacts? rule = null) => Make.Decide(theCase, rule ?? Make.Rule());

    private static Outcome Decide(Configuration configuration, DateTime resolvedOn) =>
        InvitationDecision.Decide(new DecisionFacts(Make.Case(), configuration, Make.Reference, resolvedOn, Make.Now), _ => Make.Matches());

    private static void AssertOutcome(Outcome outcome, InvitationStatus status, InvitationReason reason)
    {
        Assert.AreEqual(status, outcome.Status);
        Assert.AreEqual(reason, outcome.Reason);
        Assert.IsNotNull(outcome.Explanation);
    }
}
