using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Import;

/// <summary>Update, upgrade and uninstall of a solution, by the messages that clients send.</summary>
[TestClass]
public sealed class LifecycleTests
{
    private const string Grade = "new_grade";

    [TestMethod]
    public void Uninstalling_takes_tables_columns_steps_apis_and_roles_and_leaves_what_others_have()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        environment.Engine.BuildKeyIndexes();
        var account = environment.Admin.Create(new Entity("account") { ["name"] = "A", [Grade] = 7 });
        environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "T", ["new_accountid"] = new EntityReference("account", account) });

        environment.Admin.Delete("solution", Installed(environment));

        Assert.IsNull(environment.Engine.Catalog.FindTable("new_thing"));
        Assert.IsNull(environment.Engine.Catalog.FindColumn("account", Grade));
        Assert.IsFalse(environment.Engine.Catalog.GlobalOptionSets.Any(choice => choice.Name == "new_kind"));
        Assert.AreEqual("A", environment.Row("account", account)["name"]);
        foreach (var table in (string[])["solution", "solutioncomponent", "customapi", "pluginassembly", "plugintype", "sdkmessageprocessingstep", "environmentvariabledefinition"])
            Assert.IsEmpty(environment.Rows(table), table);
        Assert.IsEmpty(environment.Rows("role", ("roleid", SmallSolution.RoleId)));
        Assert.IsEmpty(environment.Rows("fieldsecurityprofile", ("fieldsecurityprofileid", SmallSolution.ProfileId)));
        Assert.IsEmpty(environment.Rows("privilege", ("name", "prvReadnew_Thing")));
        StringAssert.Contains(TestEnvironment.Fault(() => environment.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = 1 })).Message, "new_Double");
    }

    [TestMethod]
    public void After_an_uninstall_the_same_solution_begins_anew()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var account = environment.Admin.Create(new Entity("account") { ["name"] = "A", [Grade] = 7 });
        environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "T" });
        environment.Admin.Delete("solution", Installed(environment));

        Assert.AreEqual(ImportOutcome.Installed, environment.Engine.ImportSolution(new SmallSolution().Zip()).Outcome);

        Assert.IsEmpty(environment.Rows("new_thing"));
        Assert.IsFalse(environment.Row("account", account).Contains(Grade));
        Assert.AreEqual(1, environment.Engine.BuildKeyIndexes());
    }

    [TestMethod]
    public void What_somebody_still_needs_blocks_the_uninstall_and_is_named()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var step = environment.Admin.Create(new Entity("sdkmessageprocessingstep")
        {
            ["name"] = "Made by hand",
            ["sdkmessageid"] = environment.Rows("sdkmessage", ("name", "Create"))[0].ToEntityReference(),
            ["sdkmessagefilterid"] = environment.Rows("sdkmessagefilter", ("primaryobjecttypecode", "contact")).First(row => ((EntityReference)row["sdkmessageid"]).Name == "Create").ToEntityReference(),
            ["plugintypeid"] = new EntityReference("plugintype", SmallSolution.TypeId),
            ["stage"] = new OptionSetValue(40),
            ["mode"] = new OptionSetValue(0),
            ["rank"] = 1,
        });

        var fault = TestEnvironment.Fault(() => environment.Admin.Delete("solution", Installed(environment)));
        var listed = (EntityCollection)environment.Admin.Execute(new OrganizationRequest("RetrieveDependenciesForUninstall") { ["SolutionUniqueName"] = "Small" }).Results["EntityCollection"];

        Assert.AreEqual(FaultCodes.ComponentInUse, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "Made by hand");
        Assert.AreEqual(step, listed.Entities.Single()["dependentcomponentobjectid"]);
        Assert.IsNotNull(environment.Engine.Catalog.FindTable("new_thing"));
        Assert.HasCount(1, environment.Rows("customapi"));

        environment.Admin.Delete("sdkmessageprocessingstep", step);
        environment.Admin.Delete("solution", Installed(environment));
        Assert.IsEmpty(environment.Rows("solution"));
    }

    [TestMethod]
    public void A_solution_that_another_one_declared_to_need_is_removed_after_it()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        environment.Engine.ImportSolution(SecondSolution.NeedingTable("new_thing", "Small"));

        var fault = TestEnvironment.Fault(() => environment.Admin.Delete("solution", Installed(environment)));

        StringAssert.Contains(fault.Message, "the solution 'Second' needs a component (Entity)");
        environment.Admin.Delete("solution", Installed(environment, "Second"));
        environment.Admin.Delete("solution", Installed(environment));
        Assert.IsEmpty(environment.Rows("solution"));
    }

    [TestMethod]
    public void An_update_only_adds_and_an_upgrade_also_removes_with_the_data()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        environment.Admin.Create(new Entity("new_thing") { ["new_name"] = "kept", ["new_secret"] = "hush" });

        Send(environment, "ImportSolution", Smaller("1.1.0.0"));
        Assert.IsNotNull(environment.Engine.Catalog.FindColumn("account", Grade));
        Assert.HasCount(1, environment.Rows("sdkmessageprocessingstep"));

        var upgraded = Send(environment, "StageAndUpgrade", Smaller("1.2.0.0"));

        Assert.AreEqual(Installed(environment), upgraded.Results["SolutionId"]);
        Assert.AreEqual("1.2.0.0", environment.Rows("solution").Single()["version"]);
        Assert.IsNull(environment.Engine.Catalog.FindColumn("account", Grade));
        Assert.IsEmpty(environment.Rows("sdkmessageprocessingstep"));
        Assert.AreEqual("kept", environment.Rows("new_thing").Single()["new_name"]);
        Assert.AreEqual("hush", environment.Rows("new_thing").Single()["new_secret"]);
    }

    [TestMethod]
    public void A_holding_solution_waits_until_it_is_promoted()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var job = Guid.NewGuid();
        environment.Admin.Execute(new OrganizationRequest("ImportSolution") { ["CustomizationFile"] = Smaller("2.0.0.0"), ["HoldingSolution"] = true, ["ImportJobId"] = job });

        CollectionAssert.AreEquivalent(new[] { "Small", "Small_Upgrade" }, environment.Rows("solution").Select(row => (string)row["uniquename"]).ToArray());
        Assert.AreEqual("1.0.0.0", environment.Row("solution", Installed(environment))["version"]);
        Assert.AreEqual(100d, environment.Row("importjob", job)["progress"]);

        environment.Admin.Execute(new OrganizationRequest("DeleteAndPromote") { ["UniqueName"] = "Small" });

        Assert.AreEqual("2.0.0.0", environment.Rows("solution").Single()["version"]);
        Assert.IsNull(environment.Engine.Catalog.FindColumn("account", Grade));
    }

    [TestMethod]
    public void An_upgrade_that_removes_what_is_needed_changes_nothing()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        environment.Admin.Create(new Entity("customapi") { ["uniquename"] = "other_Api", ["name"] = "other", ["displayname"] = "other", ["plugintypeid"] = new EntityReference("plugintype", SmallSolution.TypeId) });
        var without = new SmallSolution
        {
            Version = "2.0.0.0",
            Change = text => WithoutStep(text).Replace($"""<PluginType AssemblyQualifiedName="x" PluginTypeId="{SmallSolution.TypeId}" Name="Tevreden.Sandbox.Fixtures.Witness" />""", string.Empty, StringComparison.Ordinal),
            WithoutStepRoot = true,
        };

        var fault = TestEnvironment.Fault(() => Send(environment, "StageAndUpgrade", Bytes(without)));

        Assert.AreEqual(FaultCodes.ImportFailed, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "other_Api");
        Assert.AreEqual("1.0.0.0", environment.Rows("solution").Single()["version"]);
        StringAssert.Contains((string)environment.Rows("importjob").Single()["data"], "failure");
    }

    [TestMethod]
    public void The_components_of_a_solution_can_be_listed()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var query = new QueryExpression("solutioncomponent") { ColumnSet = new ColumnSet("componenttype", "objectid") };
        query.Criteria.AddCondition("solutionid", ConditionOperator.Equal, Installed(environment));
        var components = environment.Admin.RetrieveMultiple(query).Entities;

        Assert.IsTrue(components.Any(row => (int)row["componenttype"] == 92 && (Guid)row["objectid"] == SmallSolution.StepId));
        Assert.AreEqual(1, components.Count(row => (int)row["componenttype"] == 1));
        Assert.AreEqual(1, components.Count(row => (int)row["componenttype"] == 10));
    }

    [TestMethod]
    public void An_unmanaged_solution_goes_without_its_components()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution { IsManaged = false }.Zip());
        environment.Admin.Delete("solution", Installed(environment));

        Assert.IsEmpty(environment.Rows("solution"));
        Assert.IsNotNull(environment.Engine.Catalog.FindTable("new_thing"));
        Assert.HasCount(1, environment.Rows("customapi"));
    }

    [TestMethod]
    public void Who_has_no_right_to_customize_imports_and_uninstalls_nothing()
    {
        using var environment = new TestEnvironment();
        environment.Engine.ImportSolution(new SmallSolution().Zip());
        var user = environment.As(environment.Admin.Create(new Entity("systemuser") { ["lastname"] = "Nobody" }));

        StringAssert.Contains(TestEnvironment.Fault(() => user.Execute(new OrganizationRequest("ImportSolution") { ["CustomizationFile"] = Smaller("2.0.0.0") })).Message, "prvImportCustomization");
        StringAssert.Contains(TestEnvironment.Fault(() => user.Delete("solution", Installed(environment))).Message, "prvDeleteSolution");
    }

    private static Guid Installed(TestEnvironment environment, string name = "Small") => environment.Rows("solution", ("uniquename", name)).Single().Id;

    private static OrganizationResponse Send(TestEnvironment environment, string message, byte[] zip) =>
        environment.Admin.Execute(new OrganizationRequest(message) { ["CustomizationFile"] = zip });

    // Without the column on account and without the step.
    private static byte[] Smaller(string version) => Bytes(new SmallSolution
    {
        Version = version,
        WithoutStepRoot = true,
        Change = text =>
        {
            var column = text.IndexOf("<attribute PhysicalName=\"new_Grade\"", StringComparison.Ordinal);
            var end = text.IndexOf("</attribute>", column, StringComparison.Ordinal) + "</attribute>".Length;
            return WithoutStep(text.Remove(column, end - column));
        },
    });

    private static string WithoutStep(string text)
    {
        var step = text.IndexOf("<SdkMessageProcessingStep ", StringComparison.Ordinal);
        return text.Remove(step, text.IndexOf("</SdkMessageProcessingSteps>", step, StringComparison.Ordinal) - step);
    }

    private static byte[] Bytes(SmallSolution solution)
    {
        using var memory = new MemoryStream();
        solution.Zip().CopyTo(memory);
        return memory.ToArray();
    }
}
