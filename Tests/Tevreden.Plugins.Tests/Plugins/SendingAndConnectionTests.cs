using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Plugins.Tests.Plugins;

[TestClass]
internal sealed class SendingAndConnectionTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void A_refused_key_suspends_the_connection_and_the_next_one_waits_without_a_call()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.KeyRefused("revoked");
        _here.SendCreated();
        Assert.AreEqual((int)ConnectionState.Suspended, _here.Rows.Only(ConnectionTable.Table).GetAttributeValue<OptionSetValue>(ConnectionTable.State).Value);
        Assert.AreEqual(InvitationReason.WaitingSuspended, _here.Reason());

        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.HasCount(1, _here.Service.Sent);
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
    }

    [TestMethod]
    public void A_key_that_was_changed_within_the_minute_is_used_at_once_and_nothing_is_suspended()
    {
        Planned();
        _here.SendCreated();
        _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.Status, new OptionSetValue((int)InvitationStatus.Planned));
        _here.Rows.Secret = "the-new-key";
        _here.Service.AcceptedKey = "the-new-key";
        _here.Ask(InvitationTable.SendRequestedOn);

        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.AreEqual("the-new-key", _here.Service.Settings!.ApiKey);
        Assert.AreEqual((int)ConnectionState.Ok, _here.Rows.Only(ConnectionTable.Table).GetAttributeValue<OptionSetValue>(ConnectionTable.State).Value);
    }

    [TestMethod]
    [DataRow(59, SmallDataverse.UsualSecret)]
    [DataRow(60, "another-key")]
    public void Key_and_variables_are_kept_for_a_minute_at_most(int seconds, string used)
    {
        Planned();
        _here.SendCreated();
        _here.Rows.Secret = "another-key";
        _here.Now = _here.Now.AddSeconds(seconds);
        _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.Status, new OptionSetValue((int)InvitationStatus.Planned));
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.HasCount(2, _here.Service.Sent);
        Assert.AreEqual(used, _here.Service.Settings!.ApiKey);
    }

    [TestMethod]
    public void An_address_that_was_just_confirmed_is_not_taken_for_another_environment()
    {
        Planned();
        _here.SendCreated();
        _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.Status, new OptionSetValue((int)InvitationStatus.Planned));
        _here.Now = _here.Now.AddSeconds(10);
        _here.Rows.Change("environmentvariablevalue", Make.Id(13), "value", "https://api2.tevreden.nl/");
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedHost, "api2.tevreden.nl");
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedOn, _here.Now);
        _here.Ask(InvitationTable.SendRequestedOn);

        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.IsEmpty(_here.Rows.All(AlertTable.Table));
    }

    [TestMethod]
    public void A_service_that_fails_is_noted_on_the_connection_alerted_once_and_closed_when_it_answers()
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.RunnerLastSeenOn, _here.Now);
        Planned();
        _here.Service.Answer = new ServiceAnswer.Unavailable("it can't be reached", false, null);
        _here.SendCreated();
        _here.Now = _here.Now.AddMinutes(5);
        _here.Ask(InvitationTable.SendRequestedOn);

        var alert = _here.Rows.Only(AlertTable.Table);
        Assert.AreEqual("serviceunavailable", alert[AlertTable.Key]);
        Assert.AreEqual(2, alert[AlertTable.Count]);
        Assert.IsNotNull(_here.Rows.Only(ConnectionTable.Table)[ConnectionTable.UnavailableSince]);

        _here.Now = _here.Now.AddHours(1);
        _here.Service.Answer = new ServiceAnswer.Taken("x-1");
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.IsNotNull(_here.Rows.Only(AlertTable.Table)[AlertTable.ResolvedOn]);
        Assert.IsNull(_here.Rows.Only(ConnectionTable.Table)[ConnectionTable.UnavailableSince]);
    }

    [TestMethod]
    public void A_retry_without_a_runner_raises_an_alert_and_a_runner_s_sign_of_life_closes_it()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.TooMany(TimeSpan.FromMinutes(5));
        _here.SendCreated();
        Assert.AreEqual("runneroverdue", _here.Rows.Only(AlertTable.Table)[AlertTable.Key]);

        _here.Call(new RunDueApi(() => _here.Now));
        Assert.AreEqual(_here.Now, _here.Rows.Only(ConnectionTable.Table)[ConnectionTable.RunnerLastSeenOn]);
        _here.Run(
            new ConnectionChanged(() => _here.Now),
            "Update",
            new Entity(ConnectionTable.Table, _here.ConnectionId) { [ConnectionTable.RunnerLastSeenOn] = _here.Now });
        Assert.IsNotNull(_here.Rows.Only(AlertTable.Table)[AlertTable.ResolvedOn]);
    }

    [TestMethod]
    public void Too_many_requests_pauses_all_of_them()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.TooMany(TimeSpan.FromMinutes(5));
        _here.SendCreated();
        Assert.AreEqual(_here.Now.AddMinutes(5), _here.Rows.Only(ConnectionTable.Table)[ConnectionTable.ThrottledUntil]);
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.HasCount(1, _here.Service.Sent);
    }

    [TestMethod]
    public void In_a_copy_of_the_environment_nothing_is_sent_and_the_row_says_why()
    {
        Planned();
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.ConfirmedOrganisation, Guid.NewGuid().ToString());
        _here.SendCreated();
        Assert.IsEmpty(_here.Service.Sent);
        Assert.AreEqual(InvitationReason.WaitingEnvironmentNotConfirmed, _here.Reason());
    }

    [TestMethod]
    public void The_test_recipient_gets_the_mail_the_row_is_marked_and_no_contact_is_reserved()
    {
        Planned();
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.TestRecipient, "tester@example.nl");
        _here.SendCreated();
        Assert.AreEqual("tester@example.nl", _here.Service.Sent.Single().Email);
        Assert.IsTrue(_here.Invitation.GetAttributeValue<bool>(InvitationTable.SentToTestRecipient));
        Assert.IsEmpty(_here.Rows.All(ContactStateTable.Table));
    }

    private void Planned()
    {
        _here.Plan(_here.Resolve());
        _here.Rows.Requests.Clear();
    }
}
