using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Sending;

[TestClass]
internal sealed class ServiceStatusTests
{
    [TestMethod]
    [DataRow(301, false, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(400, false, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(401, false, InvitationStatus.Planned, InvitationReason.WaitingSuspended)]
    [DataRow(403, true, InvitationStatus.Planned, InvitationReason.WaitingSuspended)]
    [DataRow(403, false, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(404, false, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(405, false, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(408, false, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(420, false, InvitationStatus.Planned, InvitationReason.WaitingThrottled)]
    [DataRow(429, false, InvitationStatus.Planned, InvitationReason.WaitingThrottled)]
    [DataRow(500, false, InvitationStatus.Failed, InvitationReason.Uncertain)]
    [DataRow(501, false, InvitationStatus.Failed, InvitationReason.RejectedByService)]
    [DataRow(502, false, InvitationStatus.Failed, InvitationReason.Uncertain)]
    [DataRow(503, false, InvitationStatus.Planned, InvitationReason.WaitingForRetry)]
    [DataRow(504, false, InvitationStatus.Failed, InvitationReason.Uncertain)]
    public void Each_status_of_the_service_leads_to_one_outcome(int code, bool aboutTheKey, InvitationStatus status, InvitationReason reason)
    {
        var answer = ServiceStatus.Means(code, aboutTheKey, "why", null);
        var row = Make.Row(InvitationStatus.Sending) with { Attempts = 1 };
        var outcome = AfterCall.Sent(answer, new AfterCallFacts(row, new ServiceAbilities(false, false), Make.Now, () => 0.5));
        Assert.AreEqual(status, outcome.Status);
        Assert.AreEqual(reason, outcome.Reason);
    }

    [TestMethod]
    public void What_the_service_asks_to_wait_travels_along()
    {
        var wait = TimeSpan.FromSeconds(27);
        Assert.AreEqual(wait, ((ServiceAnswer.TooMany)ServiceStatus.Means(420, false, null, wait)).RetryAfter);
        Assert.AreEqual(wait, ((ServiceAnswer.Unavailable)ServiceStatus.Means(503, false, null, wait)).RetryAfter);
    }
}
