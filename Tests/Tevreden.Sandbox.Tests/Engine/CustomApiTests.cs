using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class CustomApiTests
{
    private const int Integer = 7, Text = 10, Boolean = 0;

    [TestMethod]
    public void A_custom_api_runs_its_plugin_as_main_operation_in_the_transaction()
    {
        using var environment = new TestEnvironment();
        Doubler(environment);
        var answer = environment.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = 21 });

        Assert.AreEqual(42, answer.Results["Doubled"]);
        Assert.AreEqual("30 True", answer.Results["Where"]);
    }

    [TestMethod]
    public void Missing_wrong_and_unknown_parameters_are_refused_by_name()
    {
        using var environment = new TestEnvironment();
        Doubler(environment);

        StringAssert.Contains(Fault(new OrganizationRequest("new_Double")).Message, "Number");
        StringAssert.Contains(Fault(new OrganizationRequest("new_Double") { ["Number"] = "21" }).Message, "Int32");
        StringAssert.Contains(Fault(new OrganizationRequest("new_Double") { ["Number"] = 1, ["Nummer"] = 2 }).Message, "Nummer");

        OrganizationServiceFault Fault(OrganizationRequest request) => TestEnvironment.Fault(() => environment.Admin.Execute(request));
    }

    [TestMethod]
    public void An_output_that_is_not_declared_is_a_fault()
    {
        using var environment = new TestEnvironment();
        var api = Api(environment, "new_Double", "Doubler");
        Parameter(environment, "customapirequestparameter", api, "Number", Integer);

        StringAssert.Contains(TestEnvironment.Fault(() => environment.Admin.Execute(new OrganizationRequest("new_Double") { ["Number"] = 1 })).Message, "Doubled");
    }

    [TestMethod]
    public void What_it_wrote_is_undone_when_it_refuses()
    {
        using var environment = new TestEnvironment();
        var api = Api(environment, "new_Write", "Writer");
        Parameter(environment, "customapirequestparameter", api, "Refuse", Boolean, isOptional: true);
        environment.Admin.Execute(new OrganizationRequest("new_Write"));
        TestEnvironment.Fault(() => environment.Admin.Execute(new OrganizationRequest("new_Write") { ["Refuse"] = true }));

        Assert.HasCount(1, environment.Rows("account"));
    }

    [TestMethod]
    public void It_asks_for_its_execute_privilege()
    {
        using var environment = new TestEnvironment();
        var api = Api(environment, "new_Write", "Writer");
        environment.Admin.Update(new Entity("customapi", api) { ["executeprivilegename"] = "prvWriteAccount" });
        var user = environment.Admin.Create(new Entity("systemuser") { ["lastname"] = "Body" });

        Assert.AreEqual(FaultCodes.PrivilegeDenied, TestEnvironment.Fault(() => environment.As(user).Execute(new OrganizationRequest("new_Write"))).ErrorCode);
    }

    [TestMethod]
    public void Steps_can_be_registered_on_one_that_allows_them()
    {
        using var environment = new TestEnvironment();
        var api = Api(environment, "new_Write", "Writer", allowedSteps: 2);
        environment.Step("Witness", "new_Write", null, 40, new StepSetup { Configuration = "after" });
        environment.Admin.Execute(new OrganizationRequest("new_Write"));

        Assert.AreEqual("new_Write", environment.Witnessed().Single().Facts["message"]);
        Assert.IsNotNull(environment.Row("customapi", api)["sdkmessageid"]);
    }

    private static void Doubler(TestEnvironment environment)
    {
        var api = Api(environment, "new_Double", "Doubler");
        Parameter(environment, "customapirequestparameter", api, "Number", Integer);
        Parameter(environment, "customapiresponseproperty", api, "Doubled", Integer);
        Parameter(environment, "customapiresponseproperty", api, "Where", Text);
    }

    private static Guid Api(TestEnvironment environment, string name, string plugin, int allowedSteps = 0) => environment.Admin.Create(new Entity("customapi")
    {
        ["uniquename"] = name,
        ["name"] = name,
        ["displayname"] = name,
        ["plugintypeid"] = environment.Type(plugin),
        ["allowedcustomprocessingsteptype"] = new OptionSetValue(allowedSteps),
    });

    private static void Parameter(TestEnvironment environment, string table, Guid api, string name, int type, bool isOptional = false)
    {
        var row = new Entity(table) { ["uniquename"] = name, ["name"] = name, ["displayname"] = name, ["type"] = new OptionSetValue(type), ["customapiid"] = new EntityReference("customapi", api) };
        if (isOptional)
            row["isoptional"] = true;
        environment.Admin.Create(row);
    }
}
