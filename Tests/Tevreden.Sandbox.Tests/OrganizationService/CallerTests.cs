using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.OrganizationService;

[TestClass]
public sealed class CallerTests
{
    [TestMethod]
    public async Task An_administrator_acts_for_somebody_else()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        var person = Guid.NewGuid();
        var user = client.Create(new Entity("systemuser") { ["lastname"] = "Body", ["azureactivedirectoryobjectid"] = person });

        client.CallerId = user;
        Assert.AreEqual(user, ((WhoAmIResponse)client.Execute(new WhoAmIRequest())).UserId);
        Assert.AreEqual(FaultCodes.PrivilegeDenied, TestEnvironment.Fault(() => client.RetrieveMultiple(new QueryExpression("account"))).ErrorCode);
        client.CallerId = Guid.Empty;
        client.CallerAADObjectId = person;
        Assert.AreEqual(user, ((WhoAmIResponse)client.Execute(new WhoAmIRequest())).UserId);
    }

    [TestMethod]
    public async Task Acting_for_somebody_else_needs_its_privilege()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        served.User = client.Create(new Entity("systemuser") { ["lastname"] = "Body" });
        client.CallerId = served.Environment.Engine.AdministratorId;

        var fault = TestEnvironment.Fault(() => client.Execute(new WhoAmIRequest()));

        Assert.AreEqual(FaultCodes.PrivilegeDenied, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "prvActOnBehalfOfAnotherUser");
    }

    [TestMethod]
    public async Task A_directory_id_of_nobody_is_refused()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        client.CallerAADObjectId = Guid.NewGuid();

        Assert.AreEqual(FaultCodes.ObjectDoesNotExist, TestEnvironment.Fault(() => client.Execute(new WhoAmIRequest())).ErrorCode);
    }

    [TestMethod]
    public async Task Custom_steps_are_passed_by_on_request()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        served.Environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "seen" });

        client.Execute(new CreateRequest { Target = new Entity("account") { ["name"] = "A" }, ["BypassCustomPluginExecution"] = true });
        Assert.IsEmpty(served.Environment.Witnessed());
        client.Execute(new CreateRequest { Target = new Entity("account") { ["name"] = "B" } });
        Assert.HasCount(1, served.Environment.Witnessed());
    }

    [TestMethod]
    [DataRow("CustomSync", 0, 1)]
    [DataRow("CustomAsync", 1, 0)]
    [DataRow("CustomSync,CustomAsync", 0, 0)]
    public async Task Custom_logic_is_passed_by_by_kind(string kinds, int synchronous, int jobs)
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var client = served.Client();
        served.Environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "seen" });
        served.Environment.Step("Witness", "Create", "account", 40, new StepSetup { Configuration = "later", IsAsync = true });

        client.Execute(new CreateRequest { Target = new Entity("account") { ["name"] = "A" }, ["BypassBusinessLogicExecution"] = kinds });

        Assert.HasCount(synchronous, served.Environment.Witnessed());
        Assert.HasCount(jobs, served.Environment.Rows("asyncoperation"));
        StringAssert.Contains(TestEnvironment.Fault(() => client.Execute(new WhoAmIRequest { ["BypassBusinessLogicExecution"] = "Everything" })).Message, "CustomSync");
    }

    [TestMethod]
    public async Task A_throttling_fault_reaches_the_client_with_its_wait()
    {
        var refusals = 0;
        await using var served = await ServedEnvironment.StartAsync(new EngineOptions { AsyncWorkers = 0, BeforeRequest = (request, _) => Refuse(request, ref refusals) });
        using var client = served.Client();

        client.Execute(new WhoAmIRequest());

        Assert.AreEqual(2, refusals);
        Assert.HasCount(3, served.Requests);
    }

    [TestMethod]
    [DataRow(-2147015902)]
    [DataRow(-2147015903)]
    [DataRow(-2147015898)]
    public async Task Where_it_is_asked_for_a_limit_is_an_HTTP_status_with_its_wait(int code)
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions
        {
            ThrottlesByStatus = true,
            Engine = new EngineOptions { AsyncWorkers = 0, BeforeRequest = (_, _) => throw Faults.Throttled(code, "Wait.", TimeSpan.FromSeconds(2.5)) },
        });
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token);
        const string WhoAmI = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Execute xmlns="http://schemas.microsoft.com/xrm/2011/Contracts/Services"><request xmlns:a="http://schemas.microsoft.com/xrm/2011/Contracts"><a:Parameters/><a:RequestId i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/><a:RequestName>WhoAmI</a:RequestName></request></Execute></s:Body></s:Envelope>""";
        var soap = await http.PostAsync("/XRMServices/2011/Organization.svc/web", new StringContent(WhoAmI, System.Text.Encoding.UTF8, "text/xml"));
        var web = await http.GetAsync("/api/data/v9.2/WhoAmI");

        foreach (var response in (HttpResponseMessage[])[soap, web])
        {
            Assert.AreEqual(429, (int)response.StatusCode);
            Assert.AreEqual("3", response.Headers.GetValues("Retry-After").Single());
        }

        StringAssert.Contains(await web.Content.ReadAsStringAsync(), $"0x{code:x8}");
    }

    private static void Refuse(OrganizationRequest request, ref int refusals)
    {
        if (request is not WhoAmIRequest || refusals == 2)
            return;
        refusals++;
        var fault = new OrganizationServiceFault { ErrorCode = -2147015902, Message = "Number of requests exceeded the limit of 6000 over time window of 300 seconds." };
        fault.ErrorDetails["Retry-After"] = TimeSpan.FromMilliseconds(1);
        throw new System.ServiceModel.FaultException<OrganizationServiceFault>(fault, new System.ServiceModel.FaultReason(fault.Message));
    }
}
