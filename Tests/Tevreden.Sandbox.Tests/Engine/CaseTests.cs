using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class CaseTests
{
    [TestMethod]
    public void Closing_a_case_makes_a_completed_resolution_and_sets_the_case_resolved()
    {
        using var environment = new TestEnvironment();
        var id = environment.Case(environment.Account("A"));
        Close(environment, id, status: -1);

        var row = environment.Row("incident", id);
        Assert.AreEqual(1, row.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual(5, row.GetAttributeValue<OptionSetValue>("statuscode").Value);
        var resolution = environment.Rows("incidentresolution").Single();
        Assert.AreEqual(1, resolution.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual(2, resolution.GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.IsNotNull(resolution["actualend"]);
        Assert.AreEqual(id, resolution.GetAttributeValue<EntityReference>("incidentid").Id);
        Assert.AreEqual("incidentresolution", environment.Rows("activitypointer").Single()["activitytypecode"]);
    }

    [TestMethod]
    public void Closing_raises_Close_Create_of_the_resolution_and_Update_of_the_case()
    {
        using var environment = new TestEnvironment();
        var id = environment.Case(environment.Account("A"));
        Witnesses(environment);
        Close(environment, id);

        CollectionAssert.AreEqual(new[] { "resolution", "case", "close" }, environment.Witnessed().Select(one => one.Name).ToArray());
        Assert.AreEqual("Image:statecode=0", environment.Witnessed()[1].Facts["pre"]);
        Assert.AreEqual("IncidentResolution,Status", environment.Witnessed()[2].Facts["in"]);
    }

    [TestMethod]
    [DataRow(true, false, "resolution")]
    [DataRow(false, true, "case")]
    public void Which_of_its_events_closing_raises_can_be_chosen(bool resolution, bool update, string expected)
    {
        using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, Cases = new CaseBehavior { CloseRaisesResolutionCreate = resolution, CloseRaisesCaseUpdate = update } });
        var id = environment.Case(environment.Account("A"));
        Witnesses(environment);
        Close(environment, id);

        CollectionAssert.AreEqual(new[] { expected, "close" }, environment.Witnessed().Select(one => one.Name).ToArray());
        Assert.HasCount(1, environment.Rows("incidentresolution"));
        Assert.AreEqual(1, environment.Row("incident", id).GetAttributeValue<OptionSetValue>("statecode").Value);
    }

    [TestMethod]
    public void A_closed_case_can_not_be_closed_again_nor_changed_but_reopened()
    {
        using var environment = new TestEnvironment();
        var id = environment.Case(environment.Account("A"));
        Close(environment, id);

        Assert.AreEqual(FaultCodes.CaseAlreadyResolved, TestEnvironment.Fault(() => Close(environment, id)).ErrorCode);
        TestEnvironment.Fault(() => environment.Admin.Update(new Entity("incident", id) { ["title"] = "x" }));

        environment.Admin.Update(new Entity("incident", id) { ["statecode"] = new OptionSetValue(0), ["statuscode"] = new OptionSetValue(1) });
        Assert.AreEqual(2, environment.Rows("incidentresolution").Single().GetAttributeValue<OptionSetValue>("statecode").Value);
        environment.Admin.Update(new Entity("incident", id) { ["title"] = "x" });
        Close(environment, id);
        Assert.HasCount(2, environment.Rows("incidentresolution"));
    }

    [TestMethod]
    public void Setting_a_case_resolved_directly_is_refused_unless_the_environment_allows_it()
    {
        using var strict = new TestEnvironment();
        var id = strict.Case(strict.Account("A"));
        var fault = TestEnvironment.Fault(() => strict.Admin.Update(new Entity("incident", id) { ["statecode"] = new OptionSetValue(1) }));
        StringAssert.Contains(fault.Message, "CloseIncidentRequest");

        using var lax = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, Cases = new CaseBehavior { AllowDirectResolve = true } });
        var other = lax.Case(lax.Account("A"));
        lax.Admin.Update(new Entity("incident", other) { ["statecode"] = new OptionSetValue(1) });
        Assert.AreEqual(5, lax.Row("incident", other).GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.IsEmpty(lax.Rows("incidentresolution"));
    }

    [TestMethod]
    public void A_status_of_another_state_is_refused()
    {
        using var environment = new TestEnvironment();
        var id = environment.Case(environment.Account("A"));

        Assert.AreEqual(FaultCodes.InvalidStateStatus, TestEnvironment.Fault(() => Close(environment, id, status: 6)).ErrorCode);
        Assert.IsEmpty(environment.Rows("incidentresolution"));
    }

    [TestMethod]
    public void A_resolution_without_a_case_is_refused()
    {
        using var environment = new TestEnvironment();
        var fault = TestEnvironment.Fault(() => environment.Admin.Execute(new CloseIncidentRequest { IncidentResolution = new Entity("incidentresolution"), Status = new OptionSetValue(5) }));

        StringAssert.Contains(fault.Message, "incidentid");
    }

    [TestMethod]
    public void Merged_contacts_share_their_cases_and_the_subordinate_is_inactive()
    {
        using var environment = new TestEnvironment();
        var one = environment.Admin.Create(new Entity("contact") { ["lastname"] = "One" });
        var two = environment.Admin.Create(new Entity("contact") { ["lastname"] = "Two" });
        var id = environment.Admin.Create(new Entity("incident") { ["title"] = "x", ["customerid"] = new EntityReference("contact", two), ["primarycontactid"] = new EntityReference("contact", two) });
        environment.Admin.Execute(new MergeRequest { Target = new EntityReference("contact", one), SubordinateId = two, UpdateContent = new Entity("contact") { ["jobtitle"] = "Boss" } });

        var moved = environment.Row("incident", id);
        Assert.AreEqual(one, moved.GetAttributeValue<EntityReference>("customerid").Id);
        Assert.AreEqual(one, moved.GetAttributeValue<EntityReference>("primarycontactid").Id);
        Assert.AreEqual("Boss", environment.Row("contact", one)["jobtitle"]);
        var subordinate = environment.Row("contact", two);
        Assert.AreEqual(1, subordinate.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual(true, subordinate["merged"]);
        Assert.AreEqual(one, subordinate.GetAttributeValue<EntityReference>("masterid").Id);
    }

    [TestMethod]
    public void A_merged_case_is_cancelled_as_merged_and_its_tasks_move()
    {
        using var environment = new TestEnvironment();
        var account = environment.Account("A");
        var (one, two) = (environment.Case(account), environment.Case(account));
        var task = environment.Admin.Create(new Entity("task") { ["subject"] = "call", ["regardingobjectid"] = new EntityReference("incident", two) });
        environment.Admin.Execute(new MergeRequest { Target = new EntityReference("incident", one), SubordinateId = two });

        var merged = environment.Row("incident", two);
        Assert.AreEqual(2, merged.GetAttributeValue<OptionSetValue>("statecode").Value);
        Assert.AreEqual(2000, merged.GetAttributeValue<OptionSetValue>("statuscode").Value);
        Assert.AreEqual(one, environment.Row("task", task).GetAttributeValue<EntityReference>("regardingobjectid").Id);
        Assert.AreEqual(one, environment.Row("activitypointer", task).GetAttributeValue<EntityReference>("regardingobjectid").Id);
    }

    [TestMethod]
    [DataRow(true, "resolution case resolution case resolution case close", 3)]
    [DataRow(false, "resolution case case case close", 1)]
    public void Closing_a_parent_closes_its_active_children_where_the_organization_cascades(bool makesResolutions, string events, int resolutions)
    {
        using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, Cases = new CaseBehavior { CascadeMakesResolutions = makesResolutions } });
        var (parent, children) = Family(environment);
        environment.Admin.Update(new Entity("organization", environment.Engine.OrganizationId) { ["cascadestatusupdate"] = true });
        Witnesses(environment);
        Close(environment, parent);

        CollectionAssert.AreEqual(events.Split(' '), environment.Witnessed().Select(one => one.Name).ToArray());
        CollectionAssert.AreEqual((int[])[1, 1, 2], children.Select(id => environment.Row("incident", id).GetAttributeValue<OptionSetValue>("statecode").Value).ToArray());
        Assert.HasCount(resolutions, environment.Rows("incidentresolution").Select(row => row.GetAttributeValue<EntityReference>("incidentid").Id).Distinct().ToList());
    }

    [TestMethod]
    public void Closing_a_parent_leaves_its_children_alone_or_is_refused_as_the_organization_says()
    {
        using var environment = new TestEnvironment();
        var (parent, children) = Family(environment);
        environment.Admin.Update(new Entity("organization", environment.Engine.OrganizationId) { ["restrictstatusupdate"] = true });
        Assert.AreEqual(FaultCodes.ActiveChildCases, TestEnvironment.Fault(() => Close(environment, parent)).ErrorCode);
        Assert.IsEmpty(environment.Rows("incidentresolution"));

        environment.Admin.Update(new Entity("organization", environment.Engine.OrganizationId) { ["restrictstatusupdate"] = false });
        Close(environment, parent);
        Assert.AreEqual(0, environment.Row("incident", children[0]).GetAttributeValue<OptionSetValue>("statecode").Value);
    }

    /// <summary>Two active children and a cancelled one.</summary>
    private static (Guid Parent, Guid[] Children) Family(TestEnvironment environment)
    {
        var account = environment.Account("A");
        var parent = environment.Case(account);
        Guid[] children = [.. Enumerable.Range(0, 3).Select(_ => environment.Case(account))];
        foreach (var child in children)
            environment.Admin.Update(new Entity("incident", child) { ["parentcaseid"] = new EntityReference("incident", parent) });
        environment.Admin.Update(new Entity("incident", children[2]) { ["statecode"] = new OptionSetValue(2) });
        return (parent, children);
    }

    private static void Close(TestEnvironment environment, Guid id, int status = 5) => environment.Admin.Execute(new CloseIncidentRequest
    {
        IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Solved", ["incidentid"] = new EntityReference("incident", id) },
        Status = new OptionSetValue(status),
    });

    private static void Witnesses(TestEnvironment environment)
    {
        environment.Step("Witness", "Close", "incident", 40, new StepSetup { Configuration = "close" });
        environment.Step("Witness", "Create", "incidentresolution", 40, new StepSetup { Configuration = "resolution" });
        environment.Step("Witness", "Update", "incident", 40, new StepSetup { Configuration = "case", Filter = "statecode", Image = "statecode" });
    }
}
