using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Plugins.Tests.Plugins;

/// <summary>What may change or go wrong around a sending: the platform, the contact, the test recipient, and a service that says too much.</summary>
[TestClass]
internal sealed class SendingSurprisesTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void The_quiet_period_begins_with_the_mail_and_not_with_the_first_attempt_and_a_final_failure_gives_it_back_whole()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Unavailable("it can't be reached", false, null);
        _here.SendCreated();
        _here.Now = _here.Now.AddDays(3);
        _here.Ask(InvitationTable.SendRequestedOn);
        var state = _here.Rows.Only(ContactStateTable.Table);
        Assert.AreEqual(_here.Now, state[ContactStateTable.LastInvitedOn]);
        Assert.IsNull(state.GetAttributeValue<DateTime?>(ContactStateTable.PreviousInvitedOn));

        _here.Now = _here.Now.AddDays(3);
        _here.Service.Answer = new ServiceAnswer.Refused("no");
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.AreEqual(InvitationStatus.Failed, _here.Status());
        Assert.IsNull(_here.Rows.Only(ContactStateTable.Table).GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));
    }

    [TestMethod]
    public void What_the_service_says_at_length_fits_its_columns_and_what_does_not_is_left_out()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Taken(new string('x', Lengths.InvitationExternalId + 1), new string('w', 10_000));
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.IsFalse(_here.Invitation.Contains(InvitationTable.ExternalId), "a part of an id is another id");
        Assert.IsLessThanOrEqualTo(Lengths.InvitationExplanation, _here.Invitation.GetAttributeValue<string>(InvitationTable.Explanation).Length);
    }

    [TestMethod]
    public void A_result_that_the_platform_does_not_take_at_once_is_not_lost()
    {
        Planned();
        var writes = 0;
        _here.Rows.Before = request =>
        {
            if (request == "Update tvr_invitation" && ++writes is 2 or 3)
            {
                throw new FaultException<OrganizationServiceFault>(new OrganizationServiceFault { ErrorCode = -2147204784 }, new FaultReason("Sql error: deadlock."));
            }
        };
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.HasCount(1, _here.Service.Sent);
    }

    [TestMethod]
    public void A_mail_to_the_test_recipient_frees_a_contact_whom_an_earlier_attempt_had_taken()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Unavailable("it can't be reached", false, null);
        _here.SendCreated();
        Assert.IsNotNull(_here.Rows.Only(ContactStateTable.Table).GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));

        _here.Now = _here.Now.AddMinutes(2);
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.TestRecipient, "tester@example.nl");
        _here.Service.Answer = new ServiceAnswer.Taken("x-1");
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.IsNull(_here.Rows.Only(ContactStateTable.Table).GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));
    }

    [TestMethod]
    public void A_contact_that_was_deleted_after_planning_is_not_mailed()
    {
        Planned();
        _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.Contact, null);
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Skipped, _here.Status());
        Assert.AreEqual(InvitationReason.NoEmail, _here.Reason());
        Assert.IsEmpty(_here.Service.Sent);
    }

    private void Planned()
    {
        _here.Plan(_here.Resolve());
        _here.Rows.Requests.Clear();
    }
}
