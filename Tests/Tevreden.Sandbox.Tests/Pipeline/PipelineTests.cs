using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Pipeline;

[TestClass]
public sealed class PipelineTests
{
    [TestMethod]
    public void Stages_run_in_the_platforms_order_and_by_rank()
    {
        using var environment = new TestEnvironment();
        Witness(environment, "post 2", "Create", 40, rank: 2);
        Witness(environment, "post 1", "Create", 40, rank: 1);
        Witness(environment, "before", "Create", 20);
        Witness(environment, "validation", "Create", 10);
        environment.Account("A");

        var seen = environment.Witnessed();
        CollectionAssert.AreEqual(new[] { "validation", "before", "post 1", "post 2" }, seen.Select(one => one.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "False", "True", "True", "True" }, seen.Select(one => one.Facts["tx"]).ToArray());
        Assert.AreEqual("validation", seen[1].Facts["parent"], "stage 20 finds what stage 10 shared in its parent context");
        Assert.AreEqual("before,post 1", seen[3].Facts["shared"]);
        Assert.AreEqual("id", seen[3].Facts["out"]);
    }

    [TestMethod]
    public void Update_steps_with_a_filter_run_only_when_one_of_their_columns_is_written()
    {
        using var environment = new TestEnvironment();
        var id = environment.Account("A");
        environment.Step("Witness", "Update", "account", 40, new StepSetup { Configuration = "filtered", Filter = "telephone1,fax" });
        environment.Admin.Update(new Entity("account", id) { ["name"] = "B" });
        Assert.IsEmpty(environment.Witnessed());

        environment.Admin.Update(new Entity("account", id) { ["fax"] = "1" });
        Assert.HasCount(1, environment.Witnessed());
    }

    [TestMethod]
    public void Images_hold_the_row_before_and_after()
    {
        using var environment = new TestEnvironment();
        var id = environment.Account("old");
        environment.Step("Witness", "Update", "account", 40, new StepSetup { Configuration = "w", Image = "name,fax" });
        environment.Admin.Update(new Entity("account", id) { ["name"] = "new" });

        var facts = environment.Witnessed().Single().Facts;
        Assert.AreEqual("Image:name=old", facts["pre"]);
        Assert.AreEqual("Image:name=new", facts["post"]);
    }

    [TestMethod]
    public void A_step_before_the_operation_may_change_what_is_written()
    {
        using var environment = new TestEnvironment();
        environment.Step("Setter", "Create", "account", 20, new StepSetup { Configuration = "description=set by a step" });

        Assert.AreEqual("set by a step", environment.Row("account", environment.Account("A"))["description"]);
    }

    [TestMethod]
    public void A_refusal_undoes_all_and_travels_with_its_text_and_number()
    {
        using var environment = new TestEnvironment();
        Witness(environment, "w", "Create", 20);
        environment.Step("Refuser", "Create", "account", 40, new StepSetup { Configuration = "not on Sundays" });
        var fault = TestEnvironment.Fault(() => environment.Account("A"));

        Assert.AreEqual(FaultCodes.PluginRefused, fault.ErrorCode);
        Assert.AreEqual("not on Sundays", fault.Message);
        Assert.AreEqual("4711", fault.ErrorDetails["SubErrorCode"]);
        Assert.IsEmpty(environment.Rows("account"));
        Assert.IsEmpty(environment.Witnessed());
    }

    [TestMethod]
    public void Any_other_exception_is_a_plugin_fault_and_its_trace_survives_the_rollback()
    {
        using var environment = new TestEnvironment();
        environment.Step("Failer", "Create", "account", 40);
        var fault = TestEnvironment.Fault(() => environment.Account("A"));

        Assert.AreEqual(FaultCodes.PluginFailed, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "never expected this");
        var trace = environment.Rows("plugintracelog").Single();
        Assert.AreEqual("Tevreden.Sandbox.Fixtures.Failer", trace["typename"]);
        Assert.AreEqual("about to fail in Failer", trace["messageblock"]);
        Assert.IsEmpty(environment.Rows("account"));
    }

    [TestMethod]
    [DataRow("once", DisplayName = "only swallowed")]
    [DataRow("again", DisplayName = "swallowed, then written on")]
    public void A_fault_that_a_synchronous_step_swallows_dooms_the_transaction(string configuration)
    {
        using var environment = new TestEnvironment();
        environment.Step("Swallower", "Create", "contact", 40, new StepSetup { Configuration = configuration });
        var fault = TestEnvironment.Fault(() => environment.Admin.Create(new Entity("contact") { ["lastname"] = "A" }));

        Assert.AreEqual(FaultCodes.TransactionDoomed, fault.ErrorCode);
        Assert.IsEmpty(environment.Rows("contact"));
        Assert.IsEmpty(environment.Rows("account"));
    }

    [TestMethod]
    public async Task A_fault_that_an_asynchronous_step_swallows_does_no_harm()
    {
        using var environment = new TestEnvironment();
        environment.Step("Swallower", "Create", "contact", 40, new StepSetup { Configuration = "again", IsAsync = true });
        environment.Admin.Create(new Entity("contact") { ["lastname"] = "A" });
        var result = (await environment.Engine.Jobs.DrainAsync()).Single();

        Assert.IsTrue(result.Succeeded, result.Message);
        Assert.AreEqual("written after the fault", environment.Rows("account").Single()["name"]);
    }

    [TestMethod]
    public void A_step_that_sets_itself_off_is_stopped_at_depth_eight()
    {
        using var environment = new TestEnvironment();
        var id = environment.Account("A");
        environment.Step("Repeater", "Update", "account", 40);
        var fault = TestEnvironment.Fault(() => environment.Admin.Update(new Entity("account", id) { ["name"] = "B" }));

        Assert.AreEqual(FaultCodes.DepthTooHigh, fault.ErrorCode);
        Assert.AreEqual("A", environment.Row("account", id)["name"]);
    }

    [TestMethod]
    [DataRow("", "told")]
    [DataRow("identity", "Managed identity is not part of the sandbox")]
    public void Telemetry_stands_in_the_trace_and_a_managed_identity_is_refused(string configuration, string message)
    {
        using var environment = new TestEnvironment();
        environment.Step("Teller", "Create", "account", 40, new StepSetup { Configuration = configuration });
        var fault = TestEnvironment.Fault(() => environment.Account("A"));

        StringAssert.Contains(fault.Message, message);
        StringAssert.Contains(environment.Rows("plugintracelog").Single().GetAttributeValue<string>("messageblock"), "[Warning] The bell of Delft");
    }

    [TestMethod]
    public void A_disabled_step_does_not_run()
    {
        using var environment = new TestEnvironment();
        var step = environment.Step("Refuser", "Create", "account", 40, new StepSetup { Configuration = "no" });
        environment.Admin.Update(new Entity("sdkmessageprocessingstep", step) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(2) });

        environment.Account("A");
    }

    [TestMethod]
    public void A_bypassing_administrator_meets_no_synchronous_step_but_queues_the_asynchronous_one()
    {
        using var environment = new TestEnvironment();
        environment.Step("Refuser", "Create", "account", 40, new StepSetup { Configuration = "no" });
        Witness(environment, "later", "Create", 40, isAsync: true);
        environment.Engine.Execute(
            new CreateRequest { Target = new Entity("account") { ["name"] = "A" } },
            new CallerContext(environment.Engine.AdministratorId) { BypassCustomPlugins = true });

        Assert.HasCount(1, environment.Engine.Jobs.Pending);
    }

    [TestMethod]
    public void Steps_of_Create_run_for_each_row_of_CreateMultiple_and_the_other_way_round()
    {
        using var environment = new TestEnvironment();
        Witness(environment, "single", "Create", 40);
        Witness(environment, "multiple", "CreateMultiple", 40);
        environment.Admin.Execute(new CreateMultipleRequest { Targets = new EntityCollection([new Entity("account") { ["name"] = "A" }, new Entity("account") { ["name"] = "B" }]) { EntityName = "account" } });
        CollectionAssert.AreEquivalent(new[] { "single", "single", "multiple" }, environment.Witnessed().Select(one => one.Name).ToArray());

        environment.Account("C");
        Assert.HasCount(5, environment.Witnessed());
    }

    [TestMethod]
    public void An_update_of_state_and_other_columns_runs_its_steps_twice()
    {
        using var environment = new TestEnvironment();
        var id = environment.Account("A");
        Witness(environment, "w", "Update", 40);
        environment.Admin.Update(new Entity("account", id) { ["name"] = "B", ["statecode"] = new OptionSetValue(1) });

        Assert.HasCount(2, environment.Witnessed());
    }

    [TestMethod]
    public void A_plugin_that_never_ends_is_given_up_and_its_late_writes_are_refused()
    {
        using var environment = new TestEnvironment(new EngineOptions { AsyncWorkers = 0, PluginTimeLimit = TimeSpan.FromMilliseconds(50) });
        environment.Step("Sleeper", "Create", "contact", 40);
        var fault = TestEnvironment.Fault(() => environment.Admin.Create(new Entity("contact") { ["lastname"] = "A" }));

        Assert.AreEqual(FaultCodes.PluginTimedOut, fault.ErrorCode);
        Assert.IsEmpty(environment.Rows("contact"));
    }

    private static void Witness(TestEnvironment environment, string name, string message, int stage, int rank = 1, bool isAsync = false) =>
        environment.Step("Witness", message, "account", stage, new StepSetup { Configuration = name, Rank = rank, IsAsync = isAsync });
}
