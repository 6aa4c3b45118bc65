using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;

namespace Tevreden.Plugins.Tests.Plugins;

/// <summary>A rule is mended: every case that failed because of it is planned again, however many there are.</summary>
[TestClass]
internal sealed class RuleMendingTests
{
    private const int Failed = 1_250;

    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void More_cases_than_one_request_finds_are_all_planned_again()
    {
        Fail(Failed, _here.RuleId);
        _here.Run(new MendRule(() => _here.Now), "Update", new Entity(RuleTable.Table, _here.RuleId));

        Assert.HasCount(Failed, Asked());
        Assert.IsFalse(_here.Rows.Requests.Contains("Update tvr_rule"), "no event goes on where nothing is left");
    }

    [TestMethod]
    public void A_run_that_takes_long_stops_and_leaves_the_rest_to_the_next()
    {
        Fail(Failed, _here.RuleId);
        var mend = new MendRule(() => _here.Now = _here.Now.AddSeconds(0.1));
        _here.Run(mend, "Update", new Entity(RuleTable.Table, _here.RuleId));
        Assert.IsInRange(500, Failed - 1, Asked().Count);
        Assert.IsTrue(_here.Rows.Requests.Contains("Update tvr_rule"), "whose event goes on");

        _here.Run(mend, "Update", new Entity(RuleTable.Table, _here.RuleId));
        Assert.HasCount(Failed, Asked());
    }

    [TestMethod]
    public void A_rule_that_was_mended_elsewhere_a_moment_ago_is_not_broken_here_any_more()
    {
        Mark(RuleValidity.Broken);
        _here.Plan(_here.Resolve());
        Assert.AreEqual(InvitationReason.RuleBroken, _here.Reason());

        // Another worker mends it: what this one keeps stays as it is.
        _here.Now = _here.Now.AddSeconds(5);
        Mark(RuleValidity.Valid);
        _here.AddCase(Make.Id(42));
        _here.Plan(_here.Resolve(Make.Id(42)));
        Assert.AreEqual(1, _here.Rows.All(InvitationTable.Table).Count(row => _here.Status(row) == InvitationStatus.Planned), "a case that is resolved now");
    }

    [TestMethod]
    public void Planning_again_knows_what_was_changed_before_it_was_asked_for()
    {
        Mark(RuleValidity.Broken);
        _here.Plan(_here.Resolve());
        _here.Now = _here.Now.AddSeconds(5);
        Mark(RuleValidity.Valid);
        _here.Ask(InvitationTable.PlanRequestedOn);
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.IsNull(_here.Reason());
    }

    [TestMethod]
    public void A_case_whose_rule_is_gone_is_left_to_the_other_rules_when_a_runner_comes_by()
    {
        var gone = Make.Id(77);
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConnectedSince, _here.Now);
        Fail(3, null);
        Fail(2, _here.RuleId, "other");
        _here.Rows.Put(new Entity(AlertTable.Table) { [AlertTable.Key] = $"rulebroken-{gone:D}", [AlertTable.Kind] = new OptionSetValue((int)AlertKind.RuleBroken) });
        SignOfLife();

        Assert.HasCount(3, Asked());
        Assert.IsNotNull(_here.Rows.Only(AlertTable.Table).GetAttributeValue<DateTime?>(AlertTable.ResolvedOn));
    }

    [TestMethod]
    public void An_environment_that_is_the_confirmed_one_again_closes_its_alert_when_a_runner_comes_by()
    {
        _here.Rows.Put(new Entity(AlertTable.Table) { [AlertTable.Key] = "environmentnotconfirmed", [AlertTable.Kind] = new OptionSetValue((int)AlertKind.EnvironmentNotConfirmed) });
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedHost, "elsewhere.example");
        SignOfLife();
        Assert.IsNull(_here.Rows.Only(AlertTable.Table).GetAttributeValue<DateTime?>(AlertTable.ResolvedOn));

        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedHost, "api.tevreden.nl");
        SignOfLife();
        Assert.AreEqual(_here.Now, _here.Rows.Only(AlertTable.Table)[AlertTable.ResolvedOn]);
    }

    private void Mark(RuleValidity validity)
    {
        _here.Rows.Change(RuleTable.Table, _here.RuleId, RuleTable.Validity, new OptionSetValue((int)validity));
        _here.Rows.Change(RuleTable.Table, _here.RuleId, RuleTable.BrokenBecause, validity == RuleValidity.Broken ? "a\nb" : null);
    }

    private void SignOfLife() => _here.Run(
        new ConnectionChanged(() => _here.Now),
        "Update",
        new Entity(ConnectionTable.Table, _here.ConnectionId) { [ConnectionTable.RunnerLastSeenOn] = _here.Now });

    private void Fail(int count, Guid? rule, string key = "failed")
    {
        for (var number = 0; number < count; number++)
        {
            _here.Rows.Put(new Entity(InvitationTable.Table)
            {
                [InvitationTable.Key] = key + number.ToString(CultureInfo.InvariantCulture),
                [InvitationTable.Rule] = rule is { } id ? new EntityReference(RuleTable.Table, id) : null,
                [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Failed),
                [InvitationTable.Reason] = new OptionSetValue((int)InvitationReason.RuleBroken),
                [InvitationTable.ResolvedOn] = _here.Now.AddDays(-1),
            });
        }
    }

    private List<Entity> Asked() => [.. _here.Rows.All(InvitationTable.Table).Where(row => row.Contains(InvitationTable.PlanRequestedOn))];
}
