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
    public void A_case_reopened_while_its_mail_goes_out_stays_sent()
    {
        Planned();
        _here.Service.WhileSending = _here.Reopen;
        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
        Assert.IsNotNull(_here.Invitation.GetAttributeValue<DateTime?>(InvitationTable.ReopenedOn));
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
