using System.ServiceModel;
using System.ServiceModel.Security;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.PowerPlatform.Dataverse.Client.Utils;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sdk.Tests.Client;

[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public async Task A_fault_keeps_its_code_details_and_cause()
    {
        var fault = new OrganizationServiceFault
        {
            ErrorCode = -2147220969, Message = "Does Not Exist", TraceText = "trace", InnerFault = new OrganizationServiceFault { ErrorCode = 7, Message = "cause" },
        };
        fault.ErrorDetails["OperationStatus"] = "0";
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Faults(fault).Client();

        var thrown = await Assert.ThrowsExactlyAsync<FaultException<OrganizationServiceFault>>(() => client.RetrieveAsync("account", Guid.NewGuid(), new ColumnSet()));

        Assert.AreEqual("Does Not Exist", thrown.Message);
        Assert.AreEqual(-2147220969, thrown.Detail.ErrorCode);
        Assert.AreEqual("trace", thrown.Detail.TraceText);
        Assert.AreEqual("0", thrown.Detail.ErrorDetails["OperationStatus"]);
        Assert.AreEqual("cause", thrown.Detail.InnerFault.Message);
        Assert.AreSame(thrown, client.LastException);
        StringAssert.Contains(client.LastError, "Does Not Exist");
    }

    [TestMethod]
    public async Task The_fault_of_a_transaction_says_which_request_failed()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Faults(new ExecuteTransactionFault { Message = "no", FaultedRequestIndex = 3 }).Client();

        var thrown = Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => client.Execute(new WhoAmIRequest()));

        Assert.AreEqual(3, ((ExecuteTransactionFault)thrown.Detail).FaultedRequestIndex);
    }

    [TestMethod]
    public async Task A_fault_with_a_long_trace_comes_through()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Faults(new OrganizationServiceFault { Message = "no", TraceText = new string('x', 500_000) }).Client();

        var thrown = await Assert.ThrowsExactlyAsync<FaultException<OrganizationServiceFault>>(() => client.ExecuteAsync(new WhoAmIRequest()));

        Assert.AreEqual(500_000, thrown.Detail.TraceText.Length);
    }

    [TestMethod]
    public async Task A_bare_429_is_thrown_at_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Refuses(429).Client();

        var thrown = await Assert.ThrowsExactlyAsync<ProtocolException>(() => client.ExecuteAsync(new WhoAmIRequest()));

        StringAssert.Contains(thrown.Message, "(429)");
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    public async Task A_refused_token_is_said_without_the_token()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Refuses(401).Client();

        var thrown = await Assert.ThrowsExactlyAsync<MessageSecurityException>(() => client.ExecuteAsync(new WhoAmIRequest()));

        Assert.DoesNotContain(ScriptedServer.Token, thrown.ToString());
    }

    [TestMethod]
    public async Task No_redirect_is_followed()
    {
        await using var other = await ScriptedServer.StartAsync();
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Does(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = other.Address.ToString();
            return Task.CompletedTask;
        }).Client();

        await Assert.ThrowsExactlyAsync<ProtocolException>(() => client.ExecuteAsync(new WhoAmIRequest()));

        Assert.IsEmpty(other.Requests);
    }

    [TestMethod]
    public void A_token_is_sent_in_the_clear_to_this_machine_only()
    {
        var asked = 0;
        var thrown = Assert.ThrowsExactly<DataverseConnectionException>(() => new ServiceClient(new Uri("http://contoso.example"), _ => Task.FromResult("token" + asked++)));

        Assert.AreEqual(0, asked);
        StringAssert.Contains(thrown.InnerException!.Message, "https://");
    }

    [TestMethod]
    public void Without_a_token_there_is_no_client()
    {
        var address = new Uri("https://contoso.example");
        Assert.ThrowsExactly<DataverseConnectionException>(() => new ServiceClient(address, null));
        Assert.ThrowsExactly<DataverseConnectionException>(() => new ServiceClient(address, _ => Task.FromResult("")));
        Assert.ThrowsExactly<DataverseConnectionException>(() => new ServiceClient(address, _ => throw new InvalidOperationException("expired")));
    }

    [TestMethod]
    public async Task A_token_function_that_fails_later_fails_the_operation()
    {
        await using var server = await ScriptedServer.StartAsync();
        var calls = 0;
        using var client = new ServiceClient(server.Address, _ => calls++ == 0 ? Task.FromResult("token") : Task.FromException<string>(new InvalidOperationException("expired")));

        var thrown = await Assert.ThrowsExactlyAsync<DataverseOperationException>(() => client.ExecuteAsync(new WhoAmIRequest()));

        Assert.AreEqual("expired", thrown.InnerException!.Message);
        Assert.IsEmpty(server.Requests);
    }

    [TestMethod]
    public async Task A_disposed_client_sends_nothing()
    {
        await using var server = await ScriptedServer.StartAsync();
        var client = server.Client();
        client.Dispose();

        Assert.IsFalse(client.IsReady);
        await Assert.ThrowsExactlyAsync<ObjectDisposedException>(() => client.ExecuteAsync(new WhoAmIRequest()));
        Assert.IsEmpty(server.Requests);
    }
}
