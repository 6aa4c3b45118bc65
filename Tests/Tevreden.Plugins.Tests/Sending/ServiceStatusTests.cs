using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Sending;

[TestClass]
internal sealed class ServiceStatusTests
{
    [TestMethod]
    [DataRow(301, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(400, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(401, InvitationStatus.Planned, InvitationReason.WaitingSuspended)]
    [DataRow(403, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(404, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(405, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(408, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(420, InvitationStatus.Planned, InvitationReason.WaitingThrottled)]
    [DataRow(429, InvitationStatus.Planned, InvitationReason.WaitingThrottled)]
    [DataRow(500, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(501, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(502, InvitationStatus.Failed, InvitationReason.Uncertain)]
    [DataRow(503, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(504, InvitationStatus.Failed, InvitationReason.Uncertain)]
    [DataRow(507, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    public void Each_status_of_the_service_leads_to_one_outcome(int code, InvitationStatus status, InvitationReason reason)
    {
        var outcome = Sent(ServiceStatus.Means(code, faultMayComeAfterWork: false, "why", null));
        Assert.AreEqual(status, outcome.Status);
        Assert.AreEqual(reason, outcome.Reason);
    }

    [TestMethod]
    public void Whatever_the_status_what_may_have_arrived_is_never_planned_again_unless_the_service_recognises_it()
    {
        for (var code = 300; code < 600; code++)
        {
            foreach (var faultMayComeAfterWork in (bool[])[false, true])
            {
                var answer = ServiceStatus.Means(code, faultMayComeAfterWork, null, null);
                var outcome = Sent(answer);
                var mayHaveArrived = answer is ServiceAnswer.Unavailable { MayHaveArrived: true };
                Assert.AreEqual(mayHaveArrived, outcome.Reason == InvitationReason.Uncertain, $"{code}");
                Assert.IsTrue(outcome.Status is InvitationStatus.Planned or InvitationStatus.Failed, $"{code}");
                Assert.IsTrue(outcome.Status != InvitationStatus.Planned || outcome.NextAttemptOn is not null || outcome.SuspendBecause is not null, $"{code} must come back");
            }
        }
    }

    [TestMethod]
    public void Where_the_profile_says_that_a_fault_may_come_after_the_work_it_is_uncertain()
    {
        Assert.AreEqual(InvitationReason.Uncertain, Sent(ServiceStatus.Means(500, faultMayComeAfterWork: true, null, null)).Reason);
        Assert.AreEqual(InvitationReason.WaitingForRetry, Sent(ServiceStatus.Means(503, faultMayComeAfterWork: true, null, null)).Reason);
    }

    [TestMethod]
    [DataRow(401, true, typeof(ServiceAnswer.KeyRefused))]
    [DataRow(404, true, typeof(ServiceAnswer.NotKnown))]
    [DataRow(410, true, typeof(ServiceAnswer.NotKnown))]
    [DataRow(404, false, typeof(ServiceAnswer.Unavailable))]
    [DataRow(400, true, typeof(ServiceAnswer.Unavailable))]
    [DataRow(420, false, typeof(ServiceAnswer.TooMany))]
    [DataRow(501, false, typeof(ServiceAnswer.Unavailable))]
    [DataRow(500, true, typeof(ServiceAnswer.Unavailable))]
    public void A_refused_question_is_never_taken_for_a_refused_invitation(int code, bool atItsOwnPlace, Type meaning) =>
        Assert.IsInstanceOfType(ServiceStatus.MeansAsked(code, atItsOwnPlace, null, null), meaning);

    [TestMethod]
    public void The_problem_names_the_status_and_what_the_service_says()
    {
        Assert.AreEqual("the service answers 503", Problem(503, null));
        Assert.AreEqual("the service answers 503", Problem(503, " "));
        Assert.AreEqual("the service answers 503: maintenance", Problem(503, "maintenance"));
        Assert.AreEqual("the service answers 302: it points to another address", Problem(302, null));

        static string Problem(int status, string? message) => ((ServiceAnswer.Unavailable)ServiceStatus.Means(status, false, message, null)).Problem;
    }

    [TestMethod]
    public void What_the_service_asks_to_wait_travels_along()
    {
        var wait = TimeSpan.FromSeconds(27);
        Assert.AreEqual(wait, ((ServiceAnswer.TooMany)ServiceStatus.Means(420, false, null, wait)).RetryAfter);
        Assert.AreEqual(wait, ((ServiceAnswer.Unavailable)ServiceStatus.Means(503, false, null, wait)).RetryAfter);
    }

    private static SendOutcome Sent(ServiceAnswer answer) => AfterCall.Sent(
        answer,
        new AfterCallFacts(Make.Row(InvitationStatus.Sending) with { Attempts = 1 }, new ServiceAbilities(false, false), Make.Now, () => 0.5));
}
