using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Sending;

[TestClass]
internal sealed class InvitationRequestsTests
{
    [TestMethod]
    [DataRow(InvitationStatus.Planned, null, true, true, false)]
    [DataRow(InvitationStatus.Sending, null, false, true, false)]
    [DataRow(InvitationStatus.Accepted, null, true, false, false)]
    [DataRow(InvitationStatus.Sent, null, false, false, false)]
    [DataRow(InvitationStatus.Answered, null, false, false, false)]
    [DataRow(InvitationStatus.Cancelled, null, false, false, false)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.NoEmail, false, false, true)]
    [DataRow(InvitationStatus.Failed, InvitationReason.RejectedByService, true, false, true)]
    [DataRow(InvitationStatus.Failed, InvitationReason.Expired, true, false, true)]
    [DataRow(InvitationStatus.Failed, InvitationReason.Uncertain, true, false, false)]
    [DataRow(InvitationStatus.Failed, InvitationReason.Duplicate, true, false, false)]
    [DataRow(InvitationStatus.Failed, InvitationReason.Bounced, true, false, true)]
    [DataRow(InvitationStatus.Failed, InvitationReason.Unsubscribed, false, false, false)]
    public void Each_state_takes_some_requests_and_refuses_the_others_in_words(InvitationStatus status, InvitationReason? reason, bool send, bool cancel, bool plan)
    {
        var invitation = new RequestedInvitation(status, reason, Make.Now.AddHours(-1), Make.Now.AddMinutes(-1), true);
        Check(PersonsRequest.Send, send);
        Check(PersonsRequest.Cancel, cancel);
        Check(PersonsRequest.Plan, plan);

        void Check(PersonsRequest request, bool taken)
        {
            var why = InvitationRequests.WhyNot(request, invitation, Make.Now);
            Assert.AreEqual(taken, why is null, $"{request}: {why?.English}");
            Assert.IsTrue(why is null || (why.English.EndsWith('.') && why.Dutch.EndsWith('.') && why.English != why.Dutch));
        }
    }

    [TestMethod]
    [DataRow(InvitationStatus.Planned)]
    [DataRow(InvitationStatus.Skipped)]
    [DataRow(InvitationStatus.Failed)]
    public void One_that_is_no_longer_current_is_refused_whatever_is_asked(InvitationStatus status)
    {
        var invitation = new RequestedInvitation(status, null, null, null, false);
        foreach (var request in Enum.GetValues<PersonsRequest>())
        {
            Assert.IsNotNull(InvitationRequests.WhyNot(request, invitation, Make.Now));
        }
    }

    [TestMethod]
    public void One_that_is_due_later_goes_out_by_itself()
    {
        var why = InvitationRequests.WhyNot(PersonsRequest.Send, new RequestedInvitation(InvitationStatus.Planned, null, new DateTime(2026, 12, 1, 9, 5, 0), null, true), Make.Now)!;
        Assert.AreEqual("It is planned for 2026-12-01 09:05 UTC, as its rule says, and goes out then by itself.", why.English);
        Assert.Contains("2026-12-01 09:05", why.Dutch);
        Assert.IsNull(InvitationRequests.WhyNot(PersonsRequest.Send, new RequestedInvitation(InvitationStatus.Planned, null, Make.Now, null, true), Make.Now));
    }

    [TestMethod]
    public void A_stuck_one_may_be_asked_for() =>
        Assert.IsNull(InvitationRequests.WhyNot(PersonsRequest.Send, new RequestedInvitation(InvitationStatus.Sending, null, null, Make.Now.AddMinutes(-10), true), Make.Now));
}
