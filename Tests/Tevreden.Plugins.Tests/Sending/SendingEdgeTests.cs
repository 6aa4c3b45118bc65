using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Sending;

/// <summary>The edges of the sender's decisions: the very second, the missing value, the words beside the outcome.</summary>
[TestClass]
internal sealed class SendingEdgeTests
{
    private static readonly EnvironmentFacts Here = new(Make.Connection().ConfirmedOrganisation!, "api.tevreden.nl", "zorg");

    [TestMethod]
    public void What_differs_from_the_confirmed_environment_is_named_in_both_languages()
    {
        Assert.IsNull(SendDecision.WhyNotHere(Make.Row(), Make.Connection(), Here));
        Assert.AreEqual(
            Explanations.EnvironmentChanged(new("the organisation", "de organisatie"), Here.Organisation, "other"), Why(Make.Connection(), Here with { Organisation = "other", Host = "other", Platform = "other" }));
        Assert.AreEqual(Explanations.EnvironmentChanged(new("the address of the service", "het adres van de dienst"), "api.tevreden.nl", "other"), Why(Make.Connection(), Here with { Host = "other", Platform = "other" }));
        var platform = Why(Make.Connection(), Here with { Platform = "other" })!;
        Assert.AreEqual(Explanations.EnvironmentChanged(new("the platform", "het platform"), "zorg", "other"), platform);
        Assert.Contains("the platform is 'other', confirmed was 'zorg'", platform.English);
        Assert.Contains("het platform is 'other', bevestigd was 'zorg'", platform.Dutch);
        Assert.IsNull(SendDecision.WhyNotHere(Make.Row(), Make.Connection(), Here with { Host = "API.tevreden.nl" }), "a host has no case");
    }

    [TestMethod]
    public void A_connection_that_confirmed_only_a_part_confirmed_nothing()
    {
        Assert.AreEqual(Explanations.NotConnected, Why(Make.Connection() with { ConfirmedOrganisation = null }, Here));
        Assert.AreEqual(Explanations.NotConnected, Why(Make.Connection() with { ConfirmedHost = null }, Here));
        Assert.AreEqual(Explanations.NotConnected, Why(Make.Connection() with { ConfirmedPlatform = null }, Here));
    }

    [TestMethod]
    public void In_the_second_that_it_is_due_it_is_sent()
    {
        Assert.IsInstanceOfType<SendStep.Send>(Next(Make.Row() with { DueOn = Make.Now, NextAttemptOn = Make.Now }));
        Assert.IsInstanceOfType<SendStep.Leave>(Next(Make.Row() with { DueOn = Make.Now.AddSeconds(1) }));
        Assert.IsInstanceOfType<SendStep.Leave>(Next(Make.Row() with { NextAttemptOn = Make.Now.AddSeconds(1) }));
        Assert.AreEqual(
            new SendStep.Write(InvitationStatus.Failed, InvitationReason.RuleBroken, Explanations.NothingToSend), Next(Make.Row() with { HasContent = false }));
    }

    [TestMethod]
    [DataRow(0, typeof(SendStep.Leave))]
    [DataRow(1, typeof(SendStep.GiveBack))]
    public void Only_one_that_was_tried_may_hold_its_contact(int attempts, Type expected) =>
        Assert.AreEqual(expected, Next(Make.Row(InvitationStatus.Cancelled) with { Attempts = attempts }).GetType());

    [TestMethod]
    public void What_a_row_waits_for_is_written_once()
    {
        var row = Make.Row() with { Reason = InvitationReason.WaitingPaused, Explanation = Explanations.Paused, NextAttemptOn = null };
        Assert.IsInstanceOfType<SendStep.Leave>(SendDecision.Wait(row, InvitationReason.WaitingPaused, Explanations.Paused));
        Assert.IsInstanceOfType<SendStep.Write>(SendDecision.Wait(row with { Reason = InvitationReason.WaitingThrottled }, InvitationReason.WaitingPaused, Explanations.Paused));
        Assert.IsInstanceOfType<SendStep.Write>(SendDecision.Wait(row with { Explanation = Words.OfOthers("other") }, InvitationReason.WaitingPaused, Explanations.Paused));
        Assert.IsInstanceOfType<SendStep.Write>(SendDecision.Wait(row with { NextAttemptOn = Make.Now }, InvitationReason.WaitingPaused, Explanations.Paused));
    }

    [TestMethod]
    public void The_service_may_be_asked_from_the_second_that_its_pause_ends()
    {
        Assert.IsTrue(SendDecision.MayAsk(Make.Connection(), Make.Now));
        Assert.IsTrue(SendDecision.MayAsk(Make.Connection() with { ThrottledUntil = Make.Now }, Make.Now));
        Assert.IsFalse(SendDecision.MayAsk(Make.Connection() with { ThrottledUntil = Make.Now.AddSeconds(1) }, Make.Now));
        Assert.IsFalse(SendDecision.MayAsk(Make.Connection() with { Suspended = true }, Make.Now));
    }

    [TestMethod]
    [DataRow(InvitationStatus.Sending, false, true)]
    [DataRow(InvitationStatus.Accepted, false, true)]
    [DataRow(InvitationStatus.Planned, true, true)]
    [DataRow(InvitationStatus.Planned, false, false)]
    [DataRow(InvitationStatus.Sent, false, false)]
    public void What_goes_on_by_itself_needs_no_clock(InvitationStatus status, bool later, bool needsClock) =>
        Assert.AreEqual(needsClock, new SendOutcome(status) { NextAttemptOn = later ? Make.Now : null }.NeedsClock);

    [TestMethod]
    public void An_outcome_is_traced_with_its_reason()
    {
        Assert.AreEqual("Failed (Duplicate)", new SendOutcome(InvitationStatus.Failed) { Reason = InvitationReason.Duplicate }.Text);
        Assert.AreEqual("Sent", new SendOutcome(InvitationStatus.Sent).Text);
    }

    [TestMethod]
    public void The_key_of_a_contact_is_its_id() => Assert.AreEqual("c-00000001-0000-0000-0000-000000000000", QuietPeriod.Key(Make.Id(1)));

    [TestMethod]
    public void Of_several_rows_of_one_contact_the_latest_invitation_counts()
    {
        ContactStateFacts State(int id, int daysAgo) => new(Make.Id(id), "1", QuietPeriod.Key(Make.Id(id)), Make.Now.AddDays(-daysAgo), null, null);
        Assert.AreEqual(
            new Reservation.Refused(Make.Now.AddDays(-3)),
            QuietPeriod.Before(Make.Id(1), [State(1, 60), State(2, 3)], Make.Id(9), TimeSpan.FromDays(30), Make.Now));
        Assert.IsInstanceOfType<Reservation.Reserve>(QuietPeriod.Before(Make.Id(1), [State(1, -1)], Make.Id(9), TimeSpan.Zero, Make.Now));
    }

    [TestMethod]
    public void Who_cancels_and_why_is_told_beside_a_retry_that_nobody_wants()
    {
        var lost = new ServiceAnswer.Unavailable("down", false, null);
        Assert.AreEqual(Explanations.CancelledByPerson, Sent(lost, Make.Row(InvitationStatus.Sending) with { CancelRequested = true }).Explanation);
        Assert.AreEqual(
            Explanations.NotCurrent(InvitationReason.CaseMerged), Sent(lost, Make.Row(InvitationStatus.Sending) with { CancelRequested = true, WhyNotCurrent = InvitationReason.CaseMerged }).Explanation);
    }

    [TestMethod]
    public void What_can_not_be_sent_says_what_is_wrong_with_the_rule()
    {
        var outcome = Sent(new ServiceAnswer.NotSendable(Words.OfOthers("two mappings")), Make.Row(InvitationStatus.Sending));
        Assert.AreEqual(InvitationReason.RuleBroken, outcome.Reason);
        Assert.AreEqual(Words.OfOthers("two mappings"), outcome.Explanation);
    }

    private static SendStep Next(SendFacts row) => SendDecision.Next(row, SendRequests.Send, Make.Connection(), Make.Now);

    private static Words? Why(ConnectionFacts connection, EnvironmentFacts here) => (SendDecision.WhyNotHere(Make.Row(), connection, here) as SendStep.Write)?.Explanation;

    private static SendOutcome Sent(ServiceAnswer answer, SendFacts row) => AfterCall.Sent(answer, new AfterCallFacts(row, new ServiceAbilities(false, false), Make.Now, () => 0.5));
}
