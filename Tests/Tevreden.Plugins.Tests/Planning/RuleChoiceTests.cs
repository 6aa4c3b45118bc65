using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

/// <summary>Which rule decides, and what a rule decides by its own columns.</summary>
[TestClass]
internal sealed class RuleChoiceTests
{
    private static readonly DateTime Resolved = Make.Now.AddHours(-1);

    private readonly List<int> _asked = [];

    [TestMethod]
    public void Rules_are_asked_in_order_and_none_after_the_first_that_matches()
    {
        var outcome = Decide(order => order == 2 ? Make.Matches() : new RuleReading.DoesNotMatch(), Rule(3), Rule(1), Rule(2));

        Assert.AreEqual(Make.Id(2), outcome.RuleId);
        CollectionAssert.AreEqual(new[] { 1, 2 }, _asked);
    }

    [TestMethod]
    public void Of_two_rules_with_one_order_always_the_same_is_asked_first()
    {
        Decide(_ => new RuleReading.DoesNotMatch(), Rule(2) with { Order = 1, Id = Make.Id(9) }, Rule(1) with { Order = 1, Id = Make.Id(8) });
        CollectionAssert.AreEqual(new[] { 8, 9 }, _asked);
    }

    [TestMethod]
    public void Where_no_rule_matches_the_case_is_skipped_and_the_reason_differs_from_having_no_rule()
    {
        var none = Decide(_ => new RuleReading.DoesNotMatch(), Rule(1));
        Assert.AreEqual(InvitationReason.NoRuleMatched, none.Reason);
        Assert.IsNull(none.RuleId);
        Assert.AreEqual(Explanations.NoRuleMatched, none.Explanation);
        Assert.AreEqual(Explanations.NoRules, Decide(_ => Make.Matches()).Explanation);
    }

    [TestMethod]
    public void A_rule_that_can_not_be_read_fails_the_case_rather_than_leave_it_to_the_next()
    {
        var outcome = Decide(order => order == 1 ? new RuleReading.Unreadable("no column x") : Make.Matches(), Rule(1), Rule(2));

        Assert.AreEqual(InvitationStatus.Failed, outcome.Status);
        Assert.AreEqual(InvitationReason.RuleBroken, outcome.Reason);
        Assert.AreEqual(Make.Id(1), outcome.RuleId);
        Assert.Contains("no column x", outcome.Explanation!.ToText());
        Assert.Contains("no column x", outcome.BrokenBecause!.ToText());
        Assert.IsFalse(outcome.RuleWasMarked);
    }

    [TestMethod]
    public void A_rule_that_is_marked_broken_is_not_even_asked()
    {
        var outcome = Decide(_ => Make.Matches(), Rule(1) with { BrokenBecause = Words.OfOthers("It lost its column.") }, Rule(2));

        Assert.AreEqual(InvitationReason.RuleBroken, outcome.Reason);
        Assert.Contains("It lost its column.", outcome.Explanation!.ToText());
        Assert.IsTrue(outcome.RuleWasMarked);
        Assert.IsEmpty(_asked);
    }

    [TestMethod]
    public void A_rule_without_a_survey_differs_from_one_whose_survey_was_withdrawn()
    {
        Assert.AreEqual(Explanations.RuleWithoutSurvey, Decide(_ => Make.Matches(), Rule(1) with { Survey = null }).BrokenBecause);
        Assert.AreEqual(Explanations.SurveyInactive, Decide(_ => Make.Matches(), Rule(1) with { Survey = Make.Rule().Survey! with { Active = false } }).BrokenBecause);
        Assert.AreEqual(Words.OfOthers("known"), Decide(_ => Make.Matches(), Rule(1) with { BrokenBecause = Words.OfOthers("known"), EmailColumn = "no column" }).BrokenBecause, "what was found first stays");
    }

    [TestMethod]
    public void Each_opt_out_has_its_own_sentence()
    {
        var all = new OptOutsHonoured(true, true, true);
        Words? Said(ContactFacts contact, AccountFacts? account = null, OptOutsHonoured? honoured = null) => OptOut.Of(contact, account, honoured ?? all);
        Assert.AreEqual(Explanations.ContactDoesNotWantSurveys, Said(Make.Contact() with { DoNotSurvey = true, DoNotEmail = true }));
        Assert.AreEqual(Explanations.AccountDoesNotWantSurveys, Said(Make.Contact() with { DoNotEmail = true }, new AccountFacts(Make.Id(1), true, null)));
        Assert.AreEqual(Explanations.ContactDoesNotWantEmail, Said(Make.Contact() with { DoNotEmail = true, DoNotBulkEmail = true }));
        Assert.AreEqual(Explanations.ContactDoesNotWantBulkEmail, Said(Make.Contact() with { DoNotBulkEmail = true, DoNotSendMarketing = true }));
        Assert.AreEqual(Explanations.ContactDoesNotWantMarketing, Said(Make.Contact() with { DoNotSendMarketing = true }));
        Assert.IsNull(Said(Make.Contact(), new AccountFacts(Make.Id(1), false, null)));
        Assert.IsNull(Said(Make.Contact() with { DoNotEmail = true, DoNotBulkEmail = true, DoNotSendMarketing = true }, null, new OptOutsHonoured(false, false, false)));
        Assert.AreEqual(new OptOutsHonoured(true, true, false), OptOutsHonoured.Usual);
    }

    [TestMethod]
    public void Who_is_missing_is_told()
    {
        var none = InvitationDecision.Decide(Facts(Rule(1)) with { Case = Make.Case() with { PrimaryContact = null } }, _ => Make.Matches());
        Assert.AreEqual(Explanations.NoContact, none.Explanation);
        var noAddress = InvitationDecision.Decide(Facts(Rule(1)) with { Case = Make.Case() with { PrimaryContact = Make.Contact(null) } }, _ => Make.Matches());
        Assert.AreEqual(Explanations.NoEmail, noAddress.Explanation);
    }

    [TestMethod]
    public void A_value_comes_before_its_default_and_a_label_before_the_stored_value()
    {
        var fields = Decide(
            _ => Make.Matches(("title", new("stored", "shown")), ("ticketnumber", new("stored", null)), ("description", new(" ", " "))),
            Rule(1) with { Mappings = [new("title", "a", false, "d"), new("ticketnumber", "b", false, "d"), new("description", "c", false, " d "), new("statecode", "e", false, null)] }).Content!.Fields;
        CollectionAssert.AreEquivalent(new Dictionary<string, string> { ["a"] = "shown", ["b"] = "stored", ["c"] = "d" }.ToList(), fields.ToList());
    }

    [TestMethod]
    [DataRow(-1, null, true)]
    [DataRow(0, null, true)]
    [DataRow(1, null, false)]
    [DataRow(null, 1, true)]
    [DataRow(null, 0, false)]
    [DataRow(null, -1, false)]
    [DataRow(-1, 1, true)]
    [DataRow(null, null, true)]
    public void A_rule_is_in_force_from_its_first_moment_until_before_its_last(int? from, int? until, bool inForce)
    {
        var rule = Rule(1) with { ActiveFrom = Resolved.AddSeconds(from ?? 0), ActiveUntil = Resolved.AddSeconds(until ?? 0) };
        rule = rule with { ActiveFrom = from is null ? null : rule.ActiveFrom, ActiveUntil = until is null ? null : rule.ActiveUntil };
        Assert.AreEqual(inForce ? InvitationStatus.Planned : InvitationStatus.Skipped, Decide(_ => Make.Matches(), rule).Status);
    }

    [TestMethod]
    public void An_invitation_is_due_when_the_window_opens_and_expires_from_then_on()
    {
        var outcome = Decide(_ => Make.Matches(), Rule(1) with { Window = new SendWindow(SendDays.EveryDay, 20, 21, "UTC"), Delay = TimeSpan.FromHours(1), Expiry = TimeSpan.FromDays(2) });
        Assert.AreEqual(Make.Now.Date.AddHours(20), outcome.DueOn);
        Assert.AreEqual(Make.Now.Date.AddHours(20).AddDays(2), outcome.ExpiresOn);
        Assert.AreEqual(Explanations.Due(Make.Now.Date.AddHours(20)), outcome.Explanation);
    }

    [TestMethod]
    public void What_is_due_at_once_needs_no_explanation() => Assert.IsNull(Decide(_ => Make.Matches(), Rule(1) with { Delay = TimeSpan.FromHours(1) }).Explanation);

    [TestMethod]
    [DataRow("00000000", 1, true)]
    [DataRow("7fffffff", 50, true)]
    [DataRow("80000000", 50, false)]
    [DataRow("80000000", 51, true)]
    [DataRow("ffffffff", 99, false)]
    [DataRow("ffffffff", 100, true)]
    [DataRow("00000000", 0, false)]
    [DataRow("ffffffff", null, true)]
    public void A_sample_follows_from_the_reference_alone(string reference, int? percent, bool taken)
    {
        var facts = Facts(Rule(1) with { SamplingPercent = percent }) with { Reference = reference + "0123456789abcdef01234567" };
        var outcome = InvitationDecision.Decide(facts, _ => Make.Matches());
        Assert.AreEqual(taken ? null : InvitationReason.SampledOut, outcome.Reason);
        Assert.AreEqual(taken, Sampling.Takes(facts.Reference!, percent));
    }

    [TestMethod]
    public void A_case_that_is_still_open_is_in_no_sample_yet() =>
        Assert.AreEqual(InvitationStatus.Planned, InvitationDecision.Decide(Facts(Rule(1) with { SamplingPercent = 0 }) with { Reference = null }, _ => Make.Matches()).Status);

    [TestMethod]
    public void A_rule_for_preview_keeps_everything_and_is_skipped()
    {
        var outcome = Decide(_ => Make.Matches(("title", new SourceValue("x", null))), Rule(1) with { PreviewOnly = true, Mappings = [new MappingFacts("title", "t", true, null)] });
        Assert.AreEqual(InvitationStatus.Skipped, outcome.Status);
        Assert.AreEqual(InvitationReason.PreviewOnly, outcome.Reason);
        Assert.AreEqual("klant@example.nl", outcome.Email);
        Assert.AreEqual("x", outcome.Content!.Fields["t"]);
        Assert.IsNotNull(outcome.DueOn);
    }

    [TestMethod]
    public void The_primary_contact_of_the_account_is_asked_where_the_rule_says_so()
    {
        var boss = Make.Contact("baas@example.nl") with { Id = Make.Id(9) };
        var rule = Rule(1) with { Recipient = Recipient.PrimaryContact };
        var theCase = Make.Case() with { CustomerAccount = new AccountFacts(Make.Id(600), false, boss) };

        var outcome = InvitationDecision.Decide(Facts(rule) with { Case = theCase }, _ => Make.Matches());
        Assert.AreEqual("baas@example.nl", outcome.Email);
        Assert.AreEqual(boss.Id, outcome.ContactId);

        var without = InvitationDecision.Decide(Facts(rule), _ => Make.Matches());
        Assert.AreEqual(InvitationReason.NoEmail, without.Reason);
        Assert.AreEqual(Explanations.NoPrimaryContact, without.Explanation);
        Assert.IsNull(without.ContactId);
    }

    [TestMethod]
    public void The_column_of_the_rule_is_read_from_whoever_is_asked()
    {
        var rule = Rule(1) with { EmailColumn = "new_mail" };
        var customer = Make.Contact() with { Id = Make.Id(8) };
        var boss = Make.Contact() with { Id = Make.Id(9) };
        var reading = Make.Matches(
            ("primarycontactid.new_mail", new("a@example.nl", null)),
            ("customerid:contact.new_mail", new("b@example.nl", null)),
            ("customerid:account.primarycontactid.new_mail", new("c@example.nl", null)));
        string? Email(CaseFacts theCase) => InvitationDecision.Decide(Facts(rule) with { Case = theCase }, _ => reading).Email;

        Assert.AreEqual("a@example.nl", Email(Make.Case()));
        Assert.AreEqual("b@example.nl", Email(Make.Case() with { PrimaryContact = null, CustomerContact = customer }));
        Assert.AreEqual("c@example.nl", Email(Make.Case() with { PrimaryContact = null, CustomerAccount = new AccountFacts(Make.Id(600), false, boss) }));

        var missing = InvitationDecision.Decide(Facts(rule), _ => Make.Matches());
        Assert.AreEqual(InvitationReason.NoEmail, missing.Reason);
        Assert.AreEqual(Explanations.NoEmailIn("new_mail"), missing.Explanation, "the standard columns don't stand in");
    }

    [TestMethod]
    public void An_address_outside_ascii_works_where_the_service_takes_it()
    {
        var theCase = Make.Case() with { PrimaryContact = Make.Contact("jürgen@example.nl") };
        var facts = Facts(Rule(1)) with { Case = theCase };
        Assert.AreEqual(InvitationReason.InvalidEmail, InvitationDecision.Decide(facts, _ => Make.Matches()).Reason);
        facts = facts with { Configuration = facts.Configuration with { TakesUtf8LocalPart = true } };
        Assert.AreEqual("jürgen@example.nl", InvitationDecision.Decide(facts, _ => Make.Matches()).Email);
    }

    private static RuleFacts Rule(int order) => Make.Rule() with { Id = Make.Id(order), Order = order };

    private static DecisionFacts Facts(params RuleFacts[] rules) => new(Make.Case(), Make.Configuration(rules), Make.Reference, Resolved, Make.Now);

    private Outcome Decide(Func<int, RuleReading> reading, params RuleFacts[] rules) => InvitationDecision.Decide(Facts(rules), rule =>
    {
        _asked.Add(BitConverter.ToInt32(rule.Id.ToByteArray(), 0));
        return reading(rule.Order);
    });
}
