using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Plugins.Tests.Plugins;

[TestClass]
internal sealed class SendInvitationTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void A_planned_invitation_goes_out_with_what_is_mapped_and_becomes_Sent()
    {
        Planned();
        _here.SendCreated();

        var mail = _here.Service.Sent.Single();
        Assert.AreEqual("klant@example.nl", mail.Email);
        Assert.AreEqual("q-1", mail.QuestionnaireId);
        Assert.AreEqual(_here.Invitation[InvitationTable.Reference], mail.Reference);
        Assert.AreEqual("CAS-01", mail.Fields["ticket"]);
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.AreEqual("x-1", _here.Invitation[InvitationTable.ExternalId]);
        Assert.AreEqual(1, _here.Invitation[InvitationTable.Attempts]);
        Assert.AreEqual(SmallDataverse.UsualSecret, _here.Service.Settings!.ApiKey);
    }

    [TestMethod]
    public void Sending_takes_four_requests_and_at_most_three_more_for_variables_and_secret()
    {
        Planned();
        _here.SendCreated();
        Assert.AreEqual(
            "Query tvr_invitation, Query environmentvariabledefinition, Secret, Update tvr_invitation, Create tvr_contactstate, Update tvr_invitation",
            string.Join(", ", _here.Rows.Requests));

        _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.Status, new OptionSetValue((int)InvitationStatus.Planned));
        _here.Rows.Change(ContactStateTable.Table, _here.Rows.Only(ContactStateTable.Table).Id, ContactStateTable.LastInvitedOn, null);
        _here.Rows.Change(ContactStateTable.Table, _here.Rows.Only(ContactStateTable.Table).Id, ContactStateTable.ReservedBy, null);
        _here.Rows.Requests.Clear();
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.HasCount(4, _here.Rows.Requests);
    }

    [TestMethod]
    public void A_row_that_another_worker_changed_before_the_claim_takes_two_requests_more()
    {
        Planned();
        var raced = false;
        _here.Rows.Before = request =>
        {
            if (request == "Update tvr_invitation" && !raced)
            {
                raced = true;
                _here.Rows.Change(InvitationTable.Table, _here.Invitation.Id, InvitationTable.Name, "touched");
            }
        };
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.HasCount(1, _here.Service.Sent);
        Assert.HasCount(4 + 2 + 2, _here.Rows.Requests);
    }

    [TestMethod]
    public void A_final_failure_takes_one_request_more_and_gives_the_contact_back()
    {
        Planned();
        _here.Service.Answer = new ServiceAnswer.Refused("no such questionnaire");
        _here.SendCreated();

        Assert.AreEqual(InvitationStatus.Failed, _here.Status());
        Assert.AreEqual(InvitationReason.RejectedByService, _here.Reason());
        Assert.HasCount(4 + 2 + 1, _here.Rows.Requests);
        Assert.IsNull(_here.Rows.Only(ContactStateTable.Table).GetAttributeValue<DateTime?>(ContactStateTable.LastInvitedOn));
    }

    [TestMethod]
    public void Two_workers_with_one_invitation_send_one_mail()
    {
        Planned();
        _here.Rows.Before = request =>
        {
            if (request == "Update tvr_invitation")
            {
                _here.Rows.Before = null;
                _here.SendCreated();
            }
        };
        _here.SendCreated();
        Assert.HasCount(1, _here.Service.Sent);
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
    }

    [TestMethod]
    public void A_hundred_parallel_resolutions_of_one_contact_with_a_quiet_period_send_one_mail()
    {
        for (var number = 1; number <= 100; number++)
        {
            _here.AddCase(Make.Id(10_000 + number));
            _here.Plan(_here.Resolve(Make.Id(10_000 + number)));
        }

        Parallel.ForEach(_here.Rows.All(InvitationTable.Table), new ParallelOptions { MaxDegreeOfParallelism = 16 }, _here.SendCreated);

        Assert.HasCount(1, _here.Service.Sent);
        var rows = _here.Rows.All(InvitationTable.Table);
        Assert.HasCount(1, rows.Where(r => _here.Status(r) == InvitationStatus.Sent).ToList());
        Assert.HasCount(99, rows.Where(r => _here.Reason(r) == InvitationReason.QuietPeriod).ToList());
    }

    [TestMethod]
    public void A_case_reopened_after_planning_is_not_asked_about_though_its_event_was_lost()
    {
        Planned();
        _here.Rows.Change("incident", Make.CaseId, "statecode", new OptionSetValue(0));
        _here.SendCreated();
        Assert.IsEmpty(_here.Service.Sent);
        Assert.AreEqual(InvitationReason.CaseReopened, _here.Reason());
    }

    [TestMethod]
    public void An_opt_out_of_a_second_ago_counts()
    {
        Planned();
        _here.Rows.Change("contact", Make.Id(500), CustomerColumns.DoNotSurvey, true);
        _here.SendCreated();
        Assert.IsEmpty(_here.Service.Sent);
        Assert.AreEqual(InvitationStatus.Skipped, _here.Status());
        Assert.AreEqual(InvitationReason.OptedOut, _here.Reason());
    }

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
    public void A_case_reopened_while_its_mail_goes_out_stays_sent()
    {
        Planned();
        _here.Service.WhileSending = _here.Reopen;
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.IsNotNull(_here.Invitation.GetAttributeValue<DateTime?>(InvitationTable.ReopenedOn));
    }

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

    [TestMethod]
    public void Inside_a_transaction_nothing_is_sent()
    {
        var context = new SmallContext(_here.Organisation, _here.Now) { IsInTransaction = true };
        Assert.ThrowsExactly<InvalidPluginExecutionException>(() =>
            new SendInvitation(() => _here.Now, new SenderTools(_here.Service.Connect, () => 0)).Execute(new SmallProvider(context, _here.Rows)));
    }

    private void Planned()
    {
        _here.Plan(_here.Resolve());
        _here.Rows.Requests.Clear();
    }
}
