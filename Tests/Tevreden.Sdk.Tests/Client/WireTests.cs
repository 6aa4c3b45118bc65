using System.Xml.Linq;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sdk.Tests.Client;

[TestClass]
public sealed class WireTests
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    [TestMethod]
    public async Task Connecting_sends_nothing()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Client();

        Assert.IsTrue(client.IsReady);
        Assert.AreEqual(5, client.RecommendedDegreesOfParallelism);
        Assert.IsEmpty(server.Requests);
    }

    [TestMethod]
    public async Task An_operation_is_one_Execute_with_the_official_address_and_headers()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new CreateResponse { ResponseName = "Create", Results = { ["id"] = Guid.NewGuid() } }).Client();

        await client.CreateAsync(new Entity("account"));

        var sent = server.Requests.Single();
        var id = sent.Message.Element((XNamespace)"http://schemas.microsoft.com/xrm/2011/Contracts" + "RequestId")!.Value;
        Assert.AreEqual("POST", sent.Method);
        Assert.AreEqual("/XRMServices/2011/Organization.svc/web?SDKClientVersion=9.2.49.6443", sent.Target);
        Assert.AreEqual("text/xml; charset=utf-8", sent.Headers["Content-Type"]);
        Assert.AreEqual("\"http://schemas.microsoft.com/xrm/2011/Contracts/Services/IOrganizationService/Execute\"", sent.Headers["SOAPAction"]);
        Assert.AreEqual("Bearer " + ScriptedServer.Token, sent.Headers["Authorization"]);
        Assert.AreEqual("gzip, deflate", sent.Headers["Accept-Encoding"]);
        Assert.AreEqual(id, sent.Headers["x-ms-client-request-id"]);
        Assert.AreEqual(id, sent.SoapHeader("x-ms-client-request-id"));
        Assert.AreEqual("CrmUser", sent.SoapHeader("UserType"));
        Assert.AreEqual("9.2.49.6443", sent.SoapHeader("SdkClientVersion"));
        Assert.IsNull(sent.SoapHeader("CallerId"));
        StringAssert.EndsWith(sent.Message.Attribute(Instance + "type")!.Value, ":CreateRequest");
    }

    [TestMethod]
    public async Task An_untyped_request_names_no_type_and_takes_an_untyped_answer()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new OrganizationResponse { ResponseName = "UpsertMultiple", Results = { ["Results"] = new[] { new UpsertResponse() } } }).Client();

        var answer = await client.ExecuteAsync(new OrganizationRequest("UpsertMultiple"));

        Assert.IsNull(server.Requests.Single().Message.Attribute(Instance + "type"));
        Assert.AreEqual(typeof(OrganizationResponse), answer.GetType());
        Assert.IsInstanceOfType<UpsertResponse[]>(answer["Results"]);
    }

    [TestMethod]
    public async Task An_untyped_answer_to_a_typed_request_is_not_taken()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new OrganizationResponse { ResponseName = "Update" }).Client();

        await Assert.ThrowsExactlyAsync<InvalidCastException>(() => client.UpdateAsync(new Entity("account", Guid.NewGuid())));
    }

    [TestMethod]
    public async Task Rows_of_an_answer_come_with_their_types()
    {
        var row = new Entity("account", Guid.NewGuid()) { ["revenue"] = new Money(3m), ["ownerid"] = new EntityReference("systemuser", Guid.NewGuid()), ["c.name"] = new AliasedValue("contact", "name", "B") };
        var page = new EntityCollection([row]) { EntityName = "account", MoreRecords = true, PagingCookie = "<cookie page=\"1\" />" };
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new RetrieveMultipleResponse { Results = { ["EntityCollection"] = page } }).Client();

        var back = client.RetrieveMultiple(new FetchExpression("<fetch/>"));

        Assert.IsTrue(back.MoreRecords);
        Assert.AreEqual(page.PagingCookie, back.PagingCookie);
        Assert.AreEqual(3m, back[0].GetAttributeValue<Money>("revenue").Value);
        Assert.AreEqual("B", back[0].GetAttributeValue<AliasedValue>("c.name").Value);
        Assert.AreEqual(row["ownerid"], back[0]["ownerid"]);
    }

    [TestMethod]
    public async Task The_token_function_is_asked_at_the_start_and_before_each_operation()
    {
        await using var server = await ScriptedServer.StartAsync();
        var asked = new List<string>();
        using var client = new ServiceClient(server.Address, address =>
        {
            asked.Add(address);
            return Task.FromResult("token" + asked.Count);
        });
        server.Answers(new WhoAmIResponse()).Answers(new WhoAmIResponse());
        client.Execute(new WhoAmIRequest());
        client.Execute(new WhoAmIRequest());

        CollectionAssert.AreEqual(new[] { "Bearer token2", "Bearer token3" }, server.Requests.Select(request => request.Headers["Authorization"]).ToList());
        Assert.HasCount(3, asked);
        Assert.IsTrue(asked.All(address => address == client.ConnectedOrgUriActual.ToString()));
        StringAssert.StartsWith(asked[0], server.Address.ToString());
    }

    [TestMethod]
    public async Task A_person_to_act_for_travels_in_the_envelope()
    {
        var user = Guid.NewGuid();
        var person = Guid.NewGuid();
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new WhoAmIResponse()).Answers(new WhoAmIResponse()).Client();

        client.CallerAADObjectId = person;
        client.Execute(new WhoAmIRequest());
        client.CallerId = user;
        client.Execute(new WhoAmIRequest());

        var sent = server.Requests.ToList();
        Assert.AreEqual(person.ToString(), sent[0].SoapHeader("CallerObjectId"));
        Assert.AreEqual(user.ToString(), sent[1].SoapHeader("CallerId"));
        Assert.IsNull(sent[1].SoapHeader("CallerObjectId"));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task The_affinity_cookie_goes_back_when_wanted(bool isWanted)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new WhoAmIResponse(), ("Set-Cookie", "ARRAffinity=node7; Path=/; HttpOnly")).Answers(new WhoAmIResponse()).Client();
        client.EnableAffinityCookie = isWanted;

        client.Execute(new WhoAmIRequest());
        client.Execute(new WhoAmIRequest());

        Assert.AreEqual(isWanted ? "ARRAffinity=node7" : null, server.Requests.Last().Headers.GetValueOrDefault("Cookie"));
    }

    [TestMethod]
    public async Task The_parallelism_that_the_server_likes_is_followed()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new WhoAmIResponse(), ("x-ms-dop-hint", "4")).Answers(new WhoAmIResponse()).Answers(new WhoAmIResponse(), ("x-ms-dop-hint", "8")).Client();

        var seen = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            client.Execute(new WhoAmIRequest());
            seen.Add(client.RecommendedDegreesOfParallelism);
        }

        CollectionAssert.AreEqual(new[] { 4, 4, 8 }, seen);
    }
}
