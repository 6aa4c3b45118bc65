using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class RuleTrialTests
{
    [TestMethod]
    public void A_rule_is_tried_as_if_each_case_were_decided_when_it_was_resolved()
    {
        var rule = Make.Rule() with { MaxAge = TimeSpan.FromDays(1), BrokenBecause = Words.OfOthers("was"), PreviewOnly = true, ActiveFrom = Make.Now.AddYears(1), ActiveUntil = Make.Now.AddYears(-1) };
        var outcome = RuleTrial.Of(rule, Make.Configuration(), [Tried(1, Make.Now.AddDays(-90))]).Single().Outcome;
        Assert.AreEqual(InvitationStatus.Planned, outcome.Status);
        Assert.AreEqual(Make.Now.AddDays(-90), outcome.DueOn);
    }

    [TestMethod]
    [DataRow(30, 29, true)]
    [DataRow(30, 30, false)]
    [DataRow(30, 31, false)]
    [DataRow(0, 0, false)]
    public void Within_the_quiet_period_a_contact_would_have_been_asked_once(int period, int daysApart, bool isQuiet)
    {
        var outcomes = RuleTrial.Of(
            Make.Rule() with { QuietPeriodDays = period }, Make.Configuration(), [Tried(2, Make.Now), Tried(1, Make.Now.AddDays(-daysApart))]).ToDictionary(t => t.Case.Id, t => t.Outcome);

        Assert.AreEqual(InvitationStatus.Planned, outcomes[Make.Id(1)].Status);
        Assert.AreEqual(isQuiet ? InvitationReason.QuietPeriod : null, outcomes[Make.Id(2)].Reason);
        Assert.AreEqual(isQuiet ? InvitationStatus.Skipped : InvitationStatus.Planned, outcomes[Make.Id(2)].Status);
    }

    [TestMethod]
    public void Who_is_not_asked_starts_no_quiet_period()
    {
        var outcomes = RuleTrial.Of(
            Make.Rule() with { QuietPeriodDays = 30 },
            Make.Configuration(),
            [Tried(1, Make.Now.AddDays(-2)) with { Reading = new RuleReading.DoesNotMatch() }, Tried(2, Make.Now.AddDays(-1)), Tried(3, Make.Now)]).ToDictionary(t => t.Case.Id, t => t.Outcome);
        Assert.AreEqual(InvitationReason.NoRuleMatched, outcomes[Make.Id(1)].Reason);
        Assert.IsNull(outcomes[Make.Id(2)].Reason);
        Assert.AreEqual(InvitationReason.QuietPeriod, outcomes[Make.Id(3)].Reason);
        Assert.Contains("2026-03-09", outcomes[Make.Id(3)].Explanation!.ToText());
    }

    private static TriedCase Tried(int number, DateTime resolvedOn) => new(Make.Case() with { Id = Make.Id(number) }, Make.Reference, resolvedOn, Make.Matches());
}
