using System.ServiceModel;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sdk.Tests.Client;

[TestClass]
public sealed class RetryTests
{
    public const int RequestsExceeded = -2147015902, TimeExceeded = -2147015903, ConcurrencyExceeded = -2147015898;

    [TestMethod]
    [DataRow(RequestsExceeded)]
    [DataRow(TimeExceeded)]
    [DataRow(ConcurrencyExceeded)]
    public async Task A_throttled_request_is_sent_again_after_the_wait_that_the_fault_names(int code)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Faults(Throttling(code, TimeSpan.FromMilliseconds(5))).Faults(Throttling(code, TimeSpan.FromMilliseconds(5))).Answers(new WhoAmIResponse()).Client();
        client.RetryPauseTime = TimeSpan.FromHours(1);

        await client.ExecuteAsync(new WhoAmIRequest());

        Assert.HasCount(3, server.Requests);
        Assert.HasCount(1, server.Requests.Select(request => request.Headers["x-ms-client-request-id"]).Distinct());
    }

    [TestMethod]
    public async Task A_throttled_request_is_given_up_after_the_last_retry()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Client();
        client.MaxRetryCount = 2;
        for (var i = 0; i < 3; i++)
            server.Faults(Throttling(RequestsExceeded, TimeSpan.Zero));

        var thrown = await Assert.ThrowsExactlyAsync<FaultException<OrganizationServiceFault>>(() => client.ExecuteAsync(new WhoAmIRequest()));

        Assert.AreEqual(RequestsExceeded, thrown.Detail.ErrorCode);
        Assert.HasCount(3, server.Requests);
    }

    [TestMethod]
    public async Task Without_retries_the_caller_gets_the_fault_with_its_wait()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Faults(Throttling(RequestsExceeded, TimeSpan.FromSeconds(42))).Client();
        client.MaxRetryCount = 0;

        var thrown = await Assert.ThrowsExactlyAsync<FaultException<OrganizationServiceFault>>(() => client.ExecuteAsync(new WhoAmIRequest()));

        Assert.AreEqual(TimeSpan.FromSeconds(42), thrown.Detail.ErrorDetails["Retry-After"]);
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    public async Task Another_fault_is_not_tried_again()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Faults(new OrganizationServiceFault { ErrorCode = -2147088238, Message = "duplicate" }).Client();

        await Assert.ThrowsExactlyAsync<FaultException<OrganizationServiceFault>>(() => client.CreateAsync(new Entity("account")));

        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    public async Task A_bad_gateway_is_tried_again_after_the_usual_pause()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Refuses(502).Answers(new WhoAmIResponse()).Client();
        client.RetryPauseTime = TimeSpan.FromMilliseconds(1);

        await client.ExecuteAsync(new WhoAmIRequest());

        Assert.HasCount(2, server.Requests);
    }

    [TestMethod]
    public async Task A_cancelled_call_sends_nothing()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Client();

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.ExecuteAsync(new WhoAmIRequest(), new CancellationToken(canceled: true)));

        Assert.IsEmpty(server.Requests);
    }

    [TestMethod]
    public async Task A_wait_ends_when_the_call_is_cancelled()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Faults(Throttling(RequestsExceeded, TimeSpan.FromHours(1))).Client();
        using var cancellation = new CancellationTokenSource();

        var call = client.ExecuteAsync(new WhoAmIRequest(), cancellation.Token);
        while (server.Requests.IsEmpty)
            await Task.Delay(5, CancellationToken.None);
        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => call);
        Assert.HasCount(1, server.Requests);
    }

    [TestMethod]
    public async Task A_request_under_way_is_waited_for_so_that_its_outcome_is_known()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Does(async context =>
        {
            await cancellation.CancelAsync();
            await ScriptedServer.SendAsync(context, 200, Envelopes.Response(new WhoAmIResponse { Results = { ["UserId"] = Guid.Empty } }));
        }).Client();

        Assert.IsInstanceOfType<WhoAmIResponse>(await client.ExecuteAsync(new WhoAmIRequest(), cancellation.Token));
    }

    private static OrganizationServiceFault Throttling(int code, TimeSpan wait)
    {
        var fault = new OrganizationServiceFault { ErrorCode = code, Message = "Number of requests exceeded the limit." };
        fault.ErrorDetails["Retry-After"] = wait;
        return fault;
    }
}
