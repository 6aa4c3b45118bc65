using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;

namespace Tevreden.Plugins.Tests.Plugins;

[TestClass]
internal sealed class PlanInvitationTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void A_resolved_case_gets_its_invitation_with_everything_that_sending_needs()
    {
        _here.Plan(_here.Resolve());

        var row = _here.Invitation;
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.AreEqual("klant@example.nl", row[InvitationTable.Email]);
        Assert.AreEqual("CAS-01 (1)", row[InvitationTable.Name]);
        Assert.AreEqual(Make.Id(500), row.GetAttributeValue<EntityReference>(InvitationTable.Contact).Id);
        Assert.AreEqual(_here.ConnectionId, row.GetAttributeValue<EntityReference>(InvitationTable.Connection).Id);
        Assert.Contains("\"ticket\":\"CAS-01\"", row.GetAttributeValue<string>(InvitationTable.Payload));
    }

    [TestMethod]
    public void Planning_takes_three_requests_and_two_more_when_rules_and_profile_are_not_known_yet()
    {
        _here.Plan(_here.Resolve());
        Assert.HasCount(5, _here.Rows.Requests);

        _here.AddCase(Make.Id(42));
        _here.Rows.Requests.Clear();
        _here.Plan(_here.Resolve(Make.Id(42)));
        Assert.HasCount(3, _here.Rows.Requests);

        _here.Now = _here.Now.AddSeconds(61);
        _here.AddCase(Make.Id(43));
        _here.Rows.Requests.Clear();
        _here.Plan(_here.Resolve(Make.Id(43)));
        Assert.HasCount(5, _here.Rows.Requests, "a rule may have changed a minute ago");
    }

    [TestMethod]
    public void The_same_event_twice_writes_once()
    {
        var resolution = _here.Resolve();
        _here.Plan(resolution);
        _here.Plan(resolution);
        Assert.HasCount(1, _here.Rows.Requests.Where(r => r == "Create tvr_invitation").ToList());
    }

    [TestMethod]
    public void A_worker_that_another_one_overtakes_reads_again_and_is_content()
    {
        var resolution = _here.Resolve();
        _here.Rows.Before = request =>
        {
            if (request == "Create tvr_invitation")
            {
                _here.Rows.Before = null;
                _here.Plan(resolution);
            }
        };
        _here.Plan(resolution);
        Assert.HasCount(1, _here.Rows.All(InvitationTable.Table));
    }

    [TestMethod]
    public void A_case_that_is_reopened_between_reading_and_writing_ends_cancelled()
    {
        var resolution = _here.Resolve();
        _here.Rows.Before = request =>
        {
            if (request == "Create tvr_invitation")
            {
                _here.Rows.Before = null;
                _here.Reopen();
            }
        };
        _here.Plan(resolution);
        Assert.AreEqual(InvitationStatus.Cancelled, _here.Status());
        Assert.AreEqual(InvitationReason.CaseReopened, _here.Reason());
    }

    [TestMethod]
    public void Reopening_cancels_what_waits()
    {
        _here.Plan(_here.Resolve());
        _here.Reopen();
        Assert.AreEqual(InvitationStatus.Cancelled, _here.Status());
        Assert.AreEqual(InvitationReason.CaseReopened, _here.Reason());
    }

    [TestMethod]
    public void Without_a_connection_row_nothing_is_written()
    {
        _here.Rows.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.Key, "another");
        _here.Plan(_here.Resolve());
        Assert.IsEmpty(_here.Rows.All(InvitationTable.Table));
    }

    [TestMethod]
    public void A_resolution_without_case_row_any_more_is_no_failure()
    {
        var resolution = new Entity("incidentresolution", Guid.NewGuid()) { ["incidentid"] = new EntityReference("incident", Guid.NewGuid()) };
        _here.Plan(resolution);
        Assert.IsEmpty(_here.Rows.All(InvitationTable.Table));
    }

    [TestMethod]
    public void The_custom_api_plans_what_no_event_told_and_says_how_much()
    {
        _here.Resolve();
        Assert.AreEqual(1, _here.Call(new PlanCaseApi(() => _here.Now), (CustomApis.CaseId, Make.CaseId))[CustomApis.Written]);
        Assert.AreEqual(0, _here.Call(new PlanCaseApi(() => _here.Now), (CustomApis.CaseId, Make.CaseId))[CustomApis.Written]);
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.IsNull(_here.Invitation.GetAttributeValue<string>(InvitationTable.Payload), "inside a transaction no rule is tried");

        _here.SendCreated();
        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.AreEqual("klant@example.nl", _here.Invitation[InvitationTable.Email]);
        Assert.AreEqual(_here.Now, _here.Invitation[InvitationTable.SendRequestedOn]);
        _here.Ask(InvitationTable.SendRequestedOn);
        Assert.AreEqual(InvitationStatus.Sent, _here.Status());
    }

    // Test hosts other than the platform say that a custom API is in no transaction.
    [TestMethod]
    public void The_custom_api_decides_nothing_whatever_its_context_says_of_transactions()
    {
        _here.Resolve();
        var context = new SmallContext(_here.Organisation, _here.Now) { IsInTransaction = false };
        context.InputParameters[CustomApis.CaseId] = Make.CaseId;
        new PlanCaseApi(() => _here.Now).Execute(new SmallProvider(context, _here.Rows));

        Assert.AreEqual(InvitationStatus.Planned, _here.Status());
        Assert.AreEqual(_here.Now, _here.Invitation[InvitationTable.PlanRequestedOn]);
    }

    [TestMethod]
    public void A_step_without_its_pre_image_says_so()
    {
        var refusal = Assert.ThrowsExactly<InvalidPluginExecutionException>(() => _here.Run(
            new PlanInvitation(() => _here.Now), "Update", new Entity("incident", Make.CaseId) { ["statecode"] = new OptionSetValue(1) }));
        Assert.Contains("PreImage", refusal.Message);
    }
}
