using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;

namespace Tevreden.FakeXrmEasy.Tests;

[TestClass]
internal sealed class PlanningTests
{
    private readonly FakedEnvironment _here = new();

    [TestMethod]
    public void A_resolved_case_is_planned_by_the_registered_step()
    {
        _here.WithStepOnResolution().Resolve();

        Assert.AreEqual(InvitationStatus.Planned, FakedEnvironment.StatusOf(_here.Invitation));
        Assert.AreEqual("klant@example.nl", _here.Invitation[InvitationTable.Email]);
        Assert.Contains("\"ticket\":\"CAS-01\"", _here.Invitation.GetAttributeValue<string>(InvitationTable.Payload));
    }

    [TestMethod]
    public void A_reopened_case_cancels_what_waits()
    {
        _here.WithStepOnResolution().Resolve();
        _here.WithStepOnCase().Change("incident", FakedEnvironment.CaseId, "statecode", new OptionSetValue(0));

        Assert.AreEqual(InvitationStatus.Cancelled, FakedEnvironment.StatusOf(_here.Invitation));
        Assert.AreEqual(InvitationReason.CaseReopened, FakedEnvironment.ReasonOf(_here.Invitation));
    }

    [TestMethod]
    public void An_update_of_another_column_plans_nothing()
    {
        _here.WithStepOnCase().Change("incident", FakedEnvironment.CaseId, "title", "Printer");

        Assert.IsEmpty(_here.All(InvitationTable.Table));
    }

    [TestMethod]
    public void The_same_event_twice_leaves_one_row()
    {
        var resolution = _here.Resolve();
        Plan(resolution);
        Plan(resolution);

        Assert.HasCount(1, _here.All(InvitationTable.Table));
    }

    [TestMethod]
    public void Two_cases_get_a_row_each()
    {
        var other = Guid.NewGuid();
        _here.Service.Create(FakedEnvironment.Case(other));
        Plan(_here.Resolve());
        Plan(_here.Resolve(other));

        Assert.HasCount(2, _here.All(InvitationTable.Table));
    }

    [TestMethod]
    public void Without_a_connection_row_nothing_is_written()
    {
        _here.Change(ConnectionTable.Table, _here.ConnectionId, ConnectionTable.Key, "another");
        Plan(_here.Resolve());

        Assert.IsEmpty(_here.All(InvitationTable.Table));
    }

    [TestMethod]
    [DataRow("emailaddress1", null, InvitationReason.NoEmail)]
    [DataRow("donotemail", true, InvitationReason.OptedOut)]
    [DataRow(CustomerColumns.DoNotSurvey, true, InvitationReason.OptedOut)]
    public void A_contact_who_can_t_be_asked_is_skipped_with_the_reason(string column, object? value, InvitationReason reason)
    {
        _here.Change("contact", FakedEnvironment.ContactId, column, value);
        Plan(_here.Resolve());

        Assert.AreEqual(InvitationStatus.Skipped, FakedEnvironment.StatusOf(_here.Invitation));
        Assert.AreEqual(reason, FakedEnvironment.ReasonOf(_here.Invitation));
    }

    [TestMethod]
    public void A_required_field_that_is_empty_skips_the_invitation()
    {
        _here.Change("incident", FakedEnvironment.CaseId, "ticketnumber", null);
        Plan(_here.Resolve());

        Assert.AreEqual(InvitationStatus.Skipped, FakedEnvironment.StatusOf(_here.Invitation));
    }

    [TestMethod]
    public void A_resolution_whose_case_is_gone_is_no_failure()
    {
        Plan(new Entity("incidentresolution", Guid.NewGuid()) { ["incidentid"] = new EntityReference("incident", Guid.NewGuid()) });

        Assert.IsEmpty(_here.All(InvitationTable.Table));
    }

    [TestMethod]
    public void A_step_without_its_pre_image_says_so()
    {
        var refusal = Assert.ThrowsExactly<InvalidPluginExecutionException>(() => _here.Run(
            new PlanInvitation(() => _here.Now), "Update", new Entity("incident", FakedEnvironment.CaseId) { ["statecode"] = new OptionSetValue(1) }));

        Assert.Contains("PreImage", refusal.Message);
    }

    private void Plan(Entity resolution) => _here.Run(new PlanInvitation(() => _here.Now), "Create", resolution);
}
