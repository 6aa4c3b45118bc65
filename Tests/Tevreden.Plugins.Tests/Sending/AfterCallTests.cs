using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Sending;

[TestClass]
internal sealed class AfterCallTests
{
    private static readonly ServiceAbilities Plain = new(false, false);

    [TestMethod]
    public void What_can_not_be_sent_at_all_is_the_rule_s_fault_and_says_why()
    {
        var outcome = Sent(new ServiceAnswer.NotSendable(Words.OfOthers("two mappings")));
        Assert.AreEqual(InvitationStatus.Failed, outcome.Status);
        Assert.AreEqual(InvitationReason.RuleBroken, outcome.Reason);
        Assert.AreEqual(Words.OfOthers("two mappings"), outcome.Explanation);
    }

    [TestMethod]
    public void A_long_pause_keeps_the_row_as_long()
    {
        var outcome = Sent(new ServiceAnswer.TooMany(TimeSpan.FromMinutes(10)));
        Assert.IsTrue(outcome.NextAttemptOn >= Make.Now.AddMinutes(10));
    }

    [TestMethod]
    public void A_pause_of_years_is_taken_for_a_mistake_and_lasts_a_day()
    {
        var outcome = Sent(new ServiceAnswer.TooMany(TimeSpan.FromSeconds(int.MaxValue)));
        Assert.AreEqual(Make.Now.AddDays(1), outcome.ThrottleUntil);
        Assert.IsTrue(outcome.NextAttemptOn >= Make.Now.AddDays(1) && outcome.NextAttemptOn < Make.Now.AddDays(1).AddMinutes(1));
    }

    [TestMethod]
    public void What_the_service_can_be_asked_about_says_that_it_is_and_why()
    {
        var outcome = Sent(new ServiceAnswer.Unavailable("no answer in 15 s", true, null), new ServiceAbilities(false, true));
        Assert.Contains("is asked", outcome.Explanation!.ToText());
        Assert.AreEqual("no answer in 15 s", outcome.LastError);
        Assert.AreEqual("no answer in 15 s", outcome.UnavailableBecause);
    }

    [TestMethod]
    public void An_outcome_tells_the_trace_status_and_reason_and_whether_it_waits_for_a_clock()
    {
        Assert.AreEqual("Sent", Sent(new ServiceAnswer.Taken(null)).Text);
        Assert.AreEqual("Failed (RejectedByService)", Sent(new ServiceAnswer.Refused(null)).Text);
        Assert.IsFalse(Sent(new ServiceAnswer.Taken(null)).NeedsClock);
        Assert.IsFalse(Sent(new ServiceAnswer.KeyRefused(null)).NeedsClock);
        Assert.IsTrue(Sent(new ServiceAnswer.Busy(null)).NeedsClock);
        Assert.IsTrue(Sent(new ServiceAnswer.TooMany(null)).NeedsClock);
        Assert.IsTrue(Sent(new ServiceAnswer.Unavailable("lost", true, null), new ServiceAbilities(false, true)).NeedsClock);
    }

    [TestMethod]
    public void What_the_service_took_is_sent()
    {
        var outcome = Sent(new ServiceAnswer.Taken("x-1"));
        Assert.AreEqual(InvitationStatus.Sent, outcome.Status);
        Assert.AreEqual("x-1", outcome.ExternalId);
        Assert.AreEqual(Make.Now, outcome.SentOn);
        Assert.IsNull(outcome.Reason);
        Assert.IsFalse(outcome.GivesBack);
    }

    [TestMethod]
    public void What_the_service_is_busy_with_is_accepted_and_keeps_where_to_ask()
    {
        var outcome = Sent(new ServiceAnswer.Busy("invitations/7"));
        Assert.AreEqual(InvitationStatus.Accepted, outcome.Status);
        Assert.AreEqual("invitations/7", outcome.StatusLocation);
    }

    [TestMethod]
    [DataRow(true, InvitationStatus.Sent, null)]
    [DataRow(false, InvitationStatus.Failed, InvitationReason.Duplicate)]
    public void A_duplicate_is_sent_where_the_service_recognises_references(bool deduplicates, InvitationStatus status, InvitationReason? reason)
    {
        var outcome = Sent(new ServiceAnswer.AlreadyThere(null, null), new ServiceAbilities(deduplicates, false));
        Assert.AreEqual(status, outcome.Status);
        Assert.AreEqual(reason, outcome.Reason);
        Assert.IsFalse(outcome.GivesBack);
    }

    [TestMethod]
    public void What_the_service_refuses_fails_with_its_message_and_gives_the_contact_back()
    {
        var outcome = Sent(new ServiceAnswer.Refused("unknown questionnaire"));
        Assert.AreEqual(InvitationStatus.Failed, outcome.Status);
        Assert.AreEqual(InvitationReason.RejectedByService, outcome.Reason);
        Assert.Contains("unknown questionnaire", outcome.Explanation!.ToText());
        Assert.IsTrue(outcome.GivesBack);
    }

    [TestMethod]
    [DataRow("no mail to klant@example.nl (bad domain)", "no mail to (address) (bad domain)")]
    [DataRow("<a.b+c@x.nl>, d@y", "<(address)>, (address)")]
    [DataRow("unknown questionnaire", "unknown questionnaire")]
    public void An_address_that_the_service_repeats_is_not_kept(string message, string kept)
    {
        var outcome = Sent(new ServiceAnswer.Refused(message));
        Assert.AreEqual(kept, outcome.LastError);
        Assert.Contains(kept, outcome.Explanation!.ToText());
    }

    [TestMethod]
    public void A_refused_key_suspends_the_connection_and_not_the_row()
    {
        var outcome = Sent(new ServiceAnswer.KeyRefused("revoked"));
        Assert.AreEqual(InvitationStatus.Planned, outcome.Status);
        Assert.AreEqual(InvitationReason.WaitingSuspended, outcome.Reason);
        Assert.IsNull(outcome.NextAttemptOn);
        Assert.IsNotNull(outcome.SuspendBecause);
    }

    [TestMethod]
    public void Too_many_requests_pauses_the_connection_for_as_long_as_the_service_says()
    {
        var outcome = Sent(new ServiceAnswer.TooMany(TimeSpan.FromSeconds(27)));
        Assert.AreEqual(InvitationReason.WaitingThrottled, outcome.Reason);
        Assert.AreEqual(Make.Now.AddSeconds(27), outcome.ThrottleUntil);
        Assert.IsTrue(outcome.NextAttemptOn >= outcome.ThrottleUntil);
    }

    [TestMethod]
    [DataRow(false, false, false, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(true, false, false, InvitationStatus.Failed, InvitationReason.Uncertain)]
    [DataRow(true, true, false, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(true, false, true, InvitationStatus.Sending, null)]
    public void What_might_have_arrived_is_never_sent_again_unless_the_service_recognises_it(
        bool mayHaveArrived, bool deduplicates, bool tells, InvitationStatus status, InvitationReason? reason)
    {
        var outcome = Sent(new ServiceAnswer.Unavailable("no answer in 15 s", mayHaveArrived, null), new ServiceAbilities(deduplicates, tells));
        Assert.AreEqual(status, outcome.Status);
        Assert.AreEqual(reason, outcome.Reason);
        Assert.IsFalse(outcome.GivesBack);
    }

    [TestMethod]
    [DataRow(InvitationReason.CaseReopened, false, InvitationReason.CaseReopened)]
    [DataRow(null, true, InvitationReason.CancelledByPerson)]
    public void A_retry_that_nobody_wants_any_more_is_cancelled(InvitationReason? notCurrent, bool cancelRequested, InvitationReason reason)
    {
        var row = Make.Row(InvitationStatus.Sending) with { WhyNotCurrent = notCurrent, CancelRequested = cancelRequested, Attempts = 1 };
        var outcome = AfterCall.Sent(new ServiceAnswer.Unavailable("down", false, null), Facts(row, Plain));
        Assert.AreEqual(InvitationStatus.Cancelled, outcome.Status);
        Assert.AreEqual(reason, outcome.Reason);
        Assert.Contains(cancelRequested ? "Somebody cancelled" : "reopened", outcome.Explanation!.ToText());
        Assert.IsNull(outcome.NextAttemptOn);
        Assert.IsTrue(outcome.GivesBack);
    }

    [TestMethod]
    public void What_went_out_is_sent_also_when_it_should_have_been_cancelled() => Assert.AreEqual(
        InvitationStatus.Sent,
        AfterCall.Sent(new ServiceAnswer.Taken(null), Facts(Make.Row(InvitationStatus.Sending) with { CancelRequested = true }, Plain)).Status);

    [TestMethod]
    public void A_retry_comes_back_when_it_expires_rather_than_after()
    {
        var row = Make.Row(InvitationStatus.Sending) with { ExpiresOn = Make.Now.AddSeconds(20), Attempts = 9 };
        Assert.AreEqual(row.ExpiresOn, AfterCall.Sent(new ServiceAnswer.Unavailable("down", false, null), Facts(row, Plain)).NextAttemptOn);
    }

    [TestMethod]
    [DataRow(InvitationStatus.Accepted, InvitationStatus.Failed, InvitationReason.Uncertain)]
    [DataRow(InvitationStatus.Sending, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    public void What_the_service_does_not_know_is_sent_again_only_if_it_never_accepted_it(InvitationStatus from, InvitationStatus to, InvitationReason reason)
    {
        var outcome = AfterCall.Asked(new ServiceAnswer.NotKnown(), Facts(Make.Row(from), new ServiceAbilities(false, true)))!;
        Assert.AreEqual(to, outcome.Status);
        Assert.AreEqual(reason, outcome.Reason);
        Assert.IsNull(outcome.UnavailableBecause);
    }

    [TestMethod]
    public void What_the_import_says_about_one_that_it_took_is_kept() =>
        Assert.Contains("address looks odd", Sent(new ServiceAnswer.Taken("x-1", "address looks odd")).Explanation!.ToText());

    [TestMethod]
    public void A_bounce_fails_and_gives_the_contact_back()
    {
        var outcome = AfterCall.Asked(new ServiceAnswer.Bounced("x-1", "mailbox of klant@example.nl full"), Facts(Make.Row(InvitationStatus.Accepted), Plain))!;
        Assert.AreEqual(InvitationReason.Bounced, outcome.Reason);
        Assert.Contains("came back", outcome.Explanation!.ToText());
        Assert.AreEqual("mailbox of (address) full", outcome.LastError);
        Assert.IsTrue(outcome.GivesBack);
    }

    [TestMethod]
    public void An_unsubscription_fails_and_keeps_the_contact()
    {
        var outcome = AfterCall.Asked(new ServiceAnswer.Unsubscribed(null, null), Facts(Make.Row(InvitationStatus.Accepted), Plain))!;
        Assert.AreEqual(InvitationReason.Unsubscribed, outcome.Reason);
        Assert.Contains("send no more", outcome.Explanation!.ToText());
        Assert.IsFalse(outcome.GivesBack);
    }

    [TestMethod]
    public void Every_answer_without_use_says_so_of_the_connection_too()
    {
        Assert.IsNotNull(Sent(new ServiceAnswer.Unavailable("down", false, null)).UnavailableBecause);
        Assert.IsNotNull(Sent(new ServiceAnswer.Unavailable("lost", true, null)).UnavailableBecause);
        Assert.IsNotNull(AfterCall.OfConnection(new ServiceAnswer.Unavailable("down", true, null), Facts(Make.Row(InvitationStatus.Accepted), Plain))!.UnavailableBecause);
        Assert.IsNull(Sent(new ServiceAnswer.Refused("no")).UnavailableBecause);
    }

    [TestMethod]
    public void Asking_without_an_answer_changes_nothing_until_it_expires()
    {
        var row = Make.Row(InvitationStatus.Accepted);
        ServiceAnswer[] answers = [new ServiceAnswer.Busy(null), new ServiceAnswer.Unavailable("down", true, null), new ServiceAnswer.TooMany(null), new ServiceAnswer.KeyRefused(null)];
        foreach (var answer in answers)
        {
            Assert.IsNull(AfterCall.Asked(answer, Facts(row, Plain)), answer.GetType().Name);
            Assert.AreEqual(InvitationReason.Uncertain, AfterCall.Asked(answer, Facts(row with { ExpiresOn = Make.Now }, Plain))!.Reason, answer.GetType().Name);
        }
    }

    [TestMethod]
    [DataRow(1, 60)]
    [DataRow(2, 120)]
    [DataRow(5, 960)]
    [DataRow(9, 14400)]
    [DataRow(100, 14400)]
    public void The_longest_wait_doubles_with_each_attempt_up_to_four_hours(int attempts, int seconds)
    {
        Assert.AreEqual(Make.Now.AddSeconds(seconds / 2.0), Backoff.Next(Make.Now, attempts, null, () => 0.5));
        Assert.AreEqual(Make.Now, Backoff.Next(Make.Now, attempts, null, () => 0));
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.99)]
    public void Nothing_is_tried_before_the_service_wants_it(double random) =>
        Assert.IsTrue(Backoff.Next(Make.Now, 1, TimeSpan.FromMinutes(30), () => random) >= Make.Now.AddMinutes(30));

    private static SendOutcome Sent(ServiceAnswer answer, ServiceAbilities? service = null) =>
        AfterCall.Sent(answer, Facts(Make.Row(InvitationStatus.Sending) with { Attempts = 1 }, service ?? Plain));

    private static AfterCallFacts Facts(SendFacts row, ServiceAbilities service) => new(row, service, Make.Now, () => 0.5);
}
