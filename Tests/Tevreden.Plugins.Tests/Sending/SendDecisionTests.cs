using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Sending;

[TestClass]
internal sealed class SendDecisionTests
{
    private static readonly DateTime Now = Make.Now;

    [TestMethod]
    public void Due_is_at_the_moment_itself()
    {
        Assert.IsInstanceOfType<SendStep.Send>(Next(Make.Row() with { DueOn = Now, NextAttemptOn = Now }));
        Assert.IsFalse(SendDecision.NeedsClock(Make.Row() with { DueOn = Now, NextAttemptOn = Now }, Now));
        Assert.IsTrue(SendDecision.MayAsk(Make.Connection() with { ThrottledUntil = Now }, Now));
    }

    [TestMethod]
    [DataRow(0, typeof(SendStep.Leave))]
    [DataRow(1, typeof(SendStep.GiveBack))]
    public void A_cancelled_one_gives_back_what_an_attempt_reserved(int attempts, Type step) =>
        Assert.IsInstanceOfType(Next(Make.Row(InvitationStatus.Cancelled) with { Attempts = attempts }), step);

    [TestMethod]
    public void One_without_content_fails_and_says_to_plan_it_again()
    {
        var write = Assert.IsInstanceOfType<SendStep.Write>(Next(Make.Row() with { HasContent = false }));
        Assert.AreEqual(InvitationStatus.Failed, write.Status);
        Assert.AreEqual(InvitationReason.RuleBroken, write.Reason);
    }

    [TestMethod]
    public void Each_part_of_a_confirmation_is_needed_and_named_where_it_differs()
    {
        var here = new EnvironmentFacts(Make.Connection().ConfirmedOrganisation!, Make.Connection().ConfirmedHost!, Make.Connection().ConfirmedPlatform!);
        Assert.IsNull(SendDecision.WhyNotHere(Make.Row(), Make.Connection(), here));
        Says("never confirmed", Make.Connection() with { ConfirmedOrganisation = null }, here);
        Says("never confirmed", Make.Connection() with { ConfirmedHost = null }, here);
        Says("never confirmed", Make.Connection() with { ConfirmedPlatform = null }, here);
        Says("de organisatie", Make.Connection(), here with { Organisation = "another" });
        Says("het adres van de dienst", Make.Connection(), here with { Host = "another" });
        Says("het platform", Make.Connection(), here with { Platform = "another" });

        static void Says(string text, ConnectionFacts connection, EnvironmentFacts here) =>
            Assert.Contains(text, Assert.IsInstanceOfType<SendStep.Write>(SendDecision.WhyNotHere(Make.Row(), connection, here)).Explanation!.ToText());
    }

    [TestMethod]
    public void A_row_that_says_what_it_waits_for_is_not_written_again()
    {
        var row = Make.Row() with { Reason = InvitationReason.WaitingPaused, Explanation = Words.OfOthers("why"), NextAttemptOn = Now };
        Assert.IsInstanceOfType<SendStep.Leave>(SendDecision.Wait(row, InvitationReason.WaitingPaused, Words.OfOthers("why"), Now));
        Assert.IsInstanceOfType<SendStep.Write>(SendDecision.Wait(row, InvitationReason.WaitingSuspended, Words.OfOthers("why"), Now));
        Assert.IsInstanceOfType<SendStep.Write>(SendDecision.Wait(row, InvitationReason.WaitingPaused, Words.OfOthers("another why"), Now));
        Assert.IsInstanceOfType<SendStep.Write>(SendDecision.Wait(row, InvitationReason.WaitingPaused, Words.OfOthers("why")));
    }

    [TestMethod]
    [DataRow(InvitationStatus.Planned, 5, null, true)]
    [DataRow(InvitationStatus.Planned, null, 5, true)]
    [DataRow(InvitationStatus.Planned, -5, -5, false)]
    [DataRow(InvitationStatus.Planned, null, null, false)]
    [DataRow(InvitationStatus.Sending, null, null, true)]
    [DataRow(InvitationStatus.Accepted, null, null, true)]
    [DataRow(InvitationStatus.Sent, 5, 5, false)]
    [DataRow(InvitationStatus.Failed, null, null, false)]
    public void What_waits_for_a_later_moment_needs_a_clock(InvitationStatus status, int? dueInMinutes, int? nextInMinutes, bool needs) => Assert.AreEqual(
        needs,
        SendDecision.NeedsClock(
            Make.Row(status) with
            {
                DueOn = dueInMinutes is { } due ? Make.Now.AddMinutes(due) : null,
                NextAttemptOn = nextInMinutes is { } next ? Make.Now.AddMinutes(next) : null,
            },
            Make.Now));

    [TestMethod]
    public void A_due_invitation_with_nothing_against_it_is_sent() => Assert.IsInstanceOfType<SendStep.Send>(Next(Make.Row()));

    [TestMethod]
    public void One_that_is_not_due_is_left_alone()
    {
        Assert.IsInstanceOfType<SendStep.Leave>(Next(Make.Row() with { DueOn = Now.AddSeconds(1) }));
        Assert.IsInstanceOfType<SendStep.Leave>(Next(Make.Row() with { NextAttemptOn = Now.AddSeconds(1) }));
    }

    [TestMethod]
    public void A_paused_connection_makes_it_wait() => AssertWaits(InvitationReason.WaitingPaused, Make.Connection() with { Paused = true });

    [TestMethod]
    public void A_suspended_connection_makes_it_wait() =>
        AssertWaits(InvitationReason.WaitingSuspended, Make.Connection() with { Suspended = true, SuspendedWhy = Words.OfOthers("the key") });

    [TestMethod]
    public void A_test_recipient_that_can_not_work_makes_it_wait_rather_than_reach_a_customer() =>
        AssertWaits(InvitationReason.WaitingPaused, Make.Connection() with { TestRecipient = "tester" });

    [TestMethod]
    public void The_service_is_not_asked_with_a_refused_key_or_during_its_pause()
    {
        Assert.IsTrue(SendDecision.MayAsk(Make.Connection() with { Paused = true }, Now));
        Assert.IsFalse(SendDecision.MayAsk(Make.Connection() with { Suspended = true }, Now));
        Assert.IsFalse(SendDecision.MayAsk(Make.Connection() with { ThrottledUntil = Now.AddSeconds(1) }, Now));
    }

    [TestMethod]
    public void Without_connection_it_waits() => AssertWaits(InvitationReason.WaitingEnvironmentNotConfirmed, null);

    [TestMethod]
    public void A_throttled_connection_makes_it_wait_until_then()
    {
        var until = Now.AddMinutes(3);
        Assert.AreEqual(until, AssertWaits(InvitationReason.WaitingThrottled, Make.Connection() with { ThrottledUntil = until }).NextAttemptOn);
        Assert.IsInstanceOfType<SendStep.Send>(Next(Make.Row(), connection: Make.Connection() with { ThrottledUntil = Now }));
    }

    [TestMethod]
    public void Past_its_expiry_it_fails_whatever_it_waits_for()
    {
        var step = (SendStep.Write)Next(Make.Row() with { ExpiresOn = Now }, connection: Make.Connection() with { Paused = true });
        Assert.AreEqual(InvitationStatus.Failed, step.Status);
        Assert.AreEqual(InvitationReason.Expired, step.Reason);
    }

    [TestMethod]
    public void A_person_who_cancels_comes_before_everything_but_the_case()
    {
        var step = (SendStep.Write)Next(Make.Row() with { CancelRequested = true, ExpiresOn = Now });
        Assert.AreEqual(InvitationStatus.Cancelled, step.Status);
        Assert.AreEqual(InvitationReason.CancelledByPerson, step.Reason);
        Assert.IsInstanceOfType<SendStep.PlanCase>(Next(Make.Row() with { CancelRequested = true, WhyNotCurrent = InvitationReason.CaseReopened }));
    }

    [TestMethod]
    [DataRow("0a000000-0000-0000-0000-000000000002", "api.tevreden.nl", "zorg")]
    [DataRow("0a000000-0000-0000-0000-000000000001", "api.example.nl", "zorg")]
    [DataRow("0a000000-0000-0000-0000-000000000001", "api.tevreden.nl:8443", "zorg")]
    [DataRow("0a000000-0000-0000-0000-000000000001", "api.tevreden.nl", "test")]
    public void In_another_environment_than_was_confirmed_nothing_is_sent(string organisation, string host, string platform)
    {
        var step = (SendStep.Write)SendDecision.WhyNotHere(Make.Row(), Make.Connection(), new EnvironmentFacts(organisation, host, platform))!;
        Assert.AreEqual(InvitationStatus.Planned, step.Status);
        Assert.AreEqual(InvitationReason.WaitingEnvironmentNotConfirmed, step.Reason);
    }

    [TestMethod]
    public void In_the_confirmed_environment_nothing_is_against_sending()
    {
        var here = new EnvironmentFacts(InvitationIdentity.Text(Make.Organisation), "api.tevreden.nl", "zorg");
        Assert.IsNull(SendDecision.WhyNotHere(Make.Row(), Make.Connection(), here));
        Assert.IsNotNull(SendDecision.WhyNotHere(Make.Row(), Make.Connection() with { ConfirmedPlatform = null }, here));
    }

    [TestMethod]
    [DataRow(599, false)]
    [DataRow(600, true)]
    public void One_that_is_being_sent_is_settled_after_ten_minutes_and_not_before(int seconds, bool settled) => Assert.AreEqual(
        settled,
        Next(Make.Row(InvitationStatus.Sending) with { ClaimedOn = Now.AddSeconds(-seconds) }) is SendStep.SettleStuck);

    [TestMethod]
    [DataRow(false, false, false, InvitationStatus.Failed, InvitationReason.Uncertain)]
    [DataRow(true, false, false, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(true, false, true, InvitationStatus.Failed, InvitationReason.Uncertain)]
    public void A_stuck_one_is_sent_again_only_where_the_service_recognises_it(
        bool deduplicates, bool tells, bool cancelRequested, InvitationStatus status, InvitationReason reason)
    {
        var step = (SendStep.Write)SendDecision.Stuck(
            Make.Row(InvitationStatus.Sending) with { CancelRequested = cancelRequested }, new ServiceAbilities(deduplicates, tells));
        Assert.AreEqual(status, step.Status);
        Assert.AreEqual(reason, step.Reason);
    }

    [TestMethod]
    public void A_stuck_one_is_asked_about_where_the_service_tells() => Assert.IsInstanceOfType<SendStep.AskService>(
        SendDecision.Stuck(Make.Row(InvitationStatus.Sending), new ServiceAbilities(true, true)));

    [TestMethod]
    public void A_failed_one_is_tried_again_when_a_person_asks_and_only_then()
    {
        const SendRequests Person = SendRequests.Send | SendRequests.Retry;
        var failed = Make.Row(InvitationStatus.Failed) with { SendRequested = true };
        Assert.IsInstanceOfType<SendStep.TryAgain>(Next(failed, Person));
        Assert.IsInstanceOfType<SendStep.Leave>(Next(failed, SendRequests.Send), "a clock, or a job that was delivered before");
        Assert.IsInstanceOfType<SendStep.Leave>(Next(failed with { SendRequested = false }, Person), "answered before");
        Assert.IsInstanceOfType<SendStep.Leave>(Next(failed, SendRequests.Cancel));
        Assert.IsInstanceOfType<SendStep.PlanAgain>(Next(failed with { HasContent = false }, Person));
        Assert.IsInstanceOfType<SendStep.Leave>(Next(failed with { Status = InvitationStatus.Skipped }, Person));
        Assert.IsInstanceOfType<SendStep.Leave>(Next(failed with { WhyNotCurrent = InvitationReason.CaseReopened }, Person));
    }

    [TestMethod]
    [DataRow(InvitationStatus.Skipped)]
    [DataRow(InvitationStatus.Failed)]
    public void What_was_skipped_or_failed_is_planned_again_while_its_resolution_stands(InvitationStatus status)
    {
        var asked = Make.Row(status) with { PlanRequested = true };
        Assert.IsInstanceOfType<SendStep.PlanAgain>(Next(asked, SendRequests.PlanAgain));
        Assert.IsInstanceOfType<SendStep.Leave>(Next(asked with { PlanRequested = false }, SendRequests.PlanAgain), "answered before");
        Assert.IsInstanceOfType<SendStep.Leave>(Next(asked with { WhyNotCurrent = InvitationReason.CaseReopened }, SendRequests.PlanAgain));
    }

    [TestMethod]
    [DataRow(InvitationStatus.Sent)]
    [DataRow(InvitationStatus.Answered)]
    [DataRow(InvitationStatus.Cancelled)]
    public void What_is_done_is_left_alone_whatever_is_asked(InvitationStatus status) => Assert.IsInstanceOfType<SendStep.Leave>(
        Next(Make.Row(status), SendRequests.Send | SendRequests.PlanAgain | SendRequests.Cancel));

    private static SendStep Next(SendFacts row, SendRequests asked = SendRequests.Send, ConnectionFacts? connection = null) =>
        SendDecision.Next(row, asked, connection ?? Make.Connection(), Now);

    private static SendStep.Write AssertWaits(InvitationReason reason, ConnectionFacts? connection)
    {
        var step = Assert.IsInstanceOfType<SendStep.Write>(SendDecision.Next(Make.Row(), SendRequests.Send, connection, Now));
        Assert.AreEqual(InvitationStatus.Planned, step.Status);
        Assert.AreEqual(reason, step.Reason);
        Assert.IsNotNull(step.Explanation);
        return step;
    }

    [TestMethod]
    public void What_comes_up_outside_the_window_of_its_rule_waits_until_it_opens_or_the_invitation_expires()
    {
        var opens = Make.Now.Date.AddDays(1).AddHours(9);
        var row = Make.Row() with { DueOn = Make.Now.Date, Window = new SendWindow(SendDays.EveryDay, 9, 11, "UTC"), Reason = InvitationReason.WaitingForRetry };

        Assert.AreEqual(new SendStep.Write(InvitationStatus.Planned, null, Explanations.Due(opens), opens), SendDecision.Next(row, SendRequests.Send, Make.Connection(), Make.Now));
        Assert.IsInstanceOfType<SendStep.Send>(SendDecision.Next(row, SendRequests.Send, Make.Connection(), Make.Now.Date.AddHours(10)));
        Assert.IsInstanceOfType<SendStep.Leave>(SendDecision.Next(row with { Reason = null, NextAttemptOn = opens }, SendRequests.Send, Make.Connection(), Make.Now));
        var expires = Make.Now.AddHours(3);
        Assert.AreEqual(
            new SendStep.Write(InvitationStatus.Planned, null, Explanations.Due(expires), expires),
            SendDecision.Next(row with { ExpiresOn = expires }, SendRequests.Send, Make.Connection(), Make.Now));
    }

    [TestMethod]
    public void A_window_that_can_not_be_understood_holds_nothing_back() => Assert.IsInstanceOfType<SendStep.Send>(SendDecision.Next(
        Make.Row() with { Window = new SendWindow(SendDays.EveryDay, 9, 9, "nowhere") }, SendRequests.Send, Make.Connection(), Make.Now));
}
