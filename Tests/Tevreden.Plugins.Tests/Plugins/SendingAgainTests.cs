using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Plugins.Tests.Plugins;

[TestClass]
internal sealed class SendingAgainTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void A_lost_answer_is_uncertain_and_never_sent_again_by_itself()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Unavailable("no answer in 15 s", true, null);
        _here.SendCreated();
        Assert.AreEqual(InvitationReason.Uncertain, _here.Reason());
        Assert.IsNotNull(_here.Rows.Only(ContactStateTable.Table).GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));

        _here.Now = _here.Now.AddHours(1);
        Assert.AreEqual(0, _here.Call(new RunDueApi(() => _here.Now))[CustomApis.Asked]);
    }

    [TestMethod]
    public void A_service_that_is_down_is_tried_again_when_a_clock_asks()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Unavailable("it can't be reached", false, null);
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.AreEqual(InvitationReason.WaitingForRetry, _here.Reason());

        Assert.AreEqual(0, _here.Call(new RunDueApi(() => _here.Now))[CustomApis.Asked]);
        _here.Now = _here.Now.AddMinutes(2);
        var asked = _here.Call(new RunDueApi(() => _here.Now));
        Assert.AreEqual(1, asked[CustomApis.Asked]);
        Assert.IsFalse((bool)asked[CustomApis.MoreDue]);
        Assert.AreEqual(0, _here.Call(new RunDueApi(() => _here.Now))[CustomApis.Asked], "asked a moment ago");

        _here.Service.Answer = new ServiceAnswer.Taken("x-2");
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.AreEqual(2, _here.Invitation[InvitationTable.Attempts]);
    }

    [TestMethod]
    public void A_case_reopened_while_its_mail_fails_is_cancelled_and_the_contact_given_back()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Unavailable("it can't be reached", false, null);
        _here.Service.WhileSending = _here.Reopen;
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Cancelled, _here.Status());
        Assert.AreEqual(InvitationReason.CaseReopened, _here.Reason());
        Assert.IsNull(_here.Rows.Only(ContactStateTable.Table).GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));
    }

    [TestMethod]
    public void A_new_attempt_forgets_where_the_one_before_was_to_be_asked_about()
    {
        Planned();
        _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.StatusLocation, "invitations/tasks/1");
        _here.SendCreated();
        Assert.IsNull(_here.Invitation[InvitationTable.StatusLocation]);
    }

    [TestMethod]
    public void A_reservation_that_a_merge_moved_is_the_invitation_s_own_and_given_back_with_it()
    {
        Planned();
        _here.Rows.Put(new Entity(ContactStateTable.Table)
        {
            [ContactStateTable.Key] = "c-" + Make.Id(501),
            [ContactStateTable.Contact] = new EntityReference("contact", Make.Id(500)),
            [ContactStateTable.LastInvitedOn] = _here.Now.AddMinutes(-5),
            [ContactStateTable.ReservedBy] = _here.Invitation.Id.ToString("D"),
        });
        _here.Service.Answer = new ServiceAnswer.Refused("no");
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Failed, _here.Status());
        Assert.IsNull(_here.Rows.Only(ContactStateTable.Table)[ContactStateTable.LastInvitedOn]);
    }

    [TestMethod]
    public void A_stuck_one_is_settled_when_a_clock_asks_after_ten_minutes()
    {
        Planned();
        var id = _here.Invitation.Id;
        _here.Rows.Change(InvitationTable.Table, id, InvitationTable.Status, new OptionSetValue((int)InvitationStatus.Sending));
        _here.Rows.Change(InvitationTable.Table, id, InvitationTable.ClaimedOn, _here.Now);
        Assert.AreEqual(0, _here.Call(new RunDueApi(() => _here.Now))[CustomApis.Asked]);

        _here.Now = _here.Now.AddMinutes(10);
        Assert.AreEqual(1, _here.Call(new RunDueApi(() => _here.Now))[CustomApis.Asked]);
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.AreEqual(InvitationReason.Uncertain, _here.Reason());
        Assert.IsEmpty(_here.Service.Sent);
    }

    [TestMethod]
    public void An_accepted_one_is_asked_about_and_becomes_Sent()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Busy("invitations/7");
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Accepted, _here.Status());
        Assert.AreEqual("invitations/7", _here.Invitation[InvitationTable.StatusLocation]);

        _here.Service.Answer = new ServiceAnswer.Taken("x-7");
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.HasCount(1, _here.Service.Sent);
    }

    [TestMethod]
    public void Plan_again_decides_with_what_is_true_now_and_asks_for_sending()
    {
        _here.Rows.Change("contact", Make.Id(500), "emailaddress1", null);
        Planned();
        Assert.AreEqual(InvitationReason.NoEmail, _here.Reason());

        _here.Rows.Change("contact", Make.Id(500), "emailaddress1", "nieuw@example.nl");
        _here.Ask(InvitationTable.PlanRequestedOn);
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.IsNull(_here.Reason());
        Assert.AreEqual(_here.Now, _here.Invitation[InvitationTable.SendRequestedOn]);
    }

    [TestMethod]
    public void A_person_s_cancellation_stops_it_and_a_person_s_send_tries_a_failed_one_again()
    {
        Planned();
        _here.Now = _here.Now.AddDays(20);
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.AreEqual(InvitationReason.Expired, _here.Reason());

        _here.AskToSend();
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.IsTrue(_here.Invitation.GetAttributeValue<DateTime>(InvitationTable.ExpiresOn) > _here.Now);

        _here.Ask(InvitationTable.CancelRequestedOn);
        Assert.AreEqual(InvitationStatus.Cancelled, _here.Status());
        Assert.AreEqual(InvitationReason.CancelledByPerson, _here.Reason());
    }

    private void Planned()
    {
        _here.Plan(_here.Resolve());
        _here.Rows.Requests.Clear();
    }
}
