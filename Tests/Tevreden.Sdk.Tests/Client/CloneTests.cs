using Microsoft.Crm.Sdk.Messages;
using Microsoft.PowerPlatform.Dataverse.Client.Utils;
using Microsoft.Xrm.Sdk.Messages;

namespace Tevreden.Sdk.Tests.Client;

[TestClass]
public sealed class CloneTests
{
    [TestMethod]
    public async Task A_clone_has_the_settings_of_its_source()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new WhoAmIResponse()).Client();
        client.MaxRetryCount = 3;
        client.RetryPauseTime = TimeSpan.FromSeconds(9);
        client.UseExponentialRetryDelayForConcurrencyThrottle = true;
        client.EnableAffinityCookie = false;
        client.CallerId = Guid.NewGuid();

        using var clone = client.Clone();

        Assert.AreEqual(3, clone.MaxRetryCount);
        Assert.AreEqual(TimeSpan.FromSeconds(9), clone.RetryPauseTime);
        Assert.IsTrue(clone.UseExponentialRetryDelayForConcurrencyThrottle);
        Assert.IsFalse(clone.EnableAffinityCookie);
        Assert.AreEqual(client.CallerId, clone.CallerId);
        Assert.AreEqual(client.ConnectedOrgUriActual, clone.ConnectedOrgUriActual);
    }

    [TestMethod]
    public async Task Cloning_asks_once_who_the_user_is()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Answers(new WhoAmIResponse()).Client();

        using var first = client.Clone();
        using var second = client.Clone();

        StringAssert.Contains(server.Requests.Single().Message.Value, "WhoAmI");
    }

    [TestMethod]
    public async Task A_clone_lives_longer_than_its_source()
    {
        await using var server = await ScriptedServer.StartAsync();
        var client = server.Answers(new WhoAmIResponse()).Answers(new CreateResponse { Results = { ["id"] = Guid.Empty } }).Client();
        using var clone = client.Clone();
        client.Dispose();

        await clone.CreateAsync(new Microsoft.Xrm.Sdk.Entity("account"));

        Assert.HasCount(2, server.Requests);
    }

    [TestMethod]
    public async Task A_clone_whose_user_can_t_be_asked_for_is_refused()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = server.Refuses(401).Client();

        Assert.ThrowsExactly<DataverseConnectionException>(() => client.Clone());
    }

    [TestMethod]
    public async Task A_disposed_client_can_t_be_cloned()
    {
        await using var server = await ScriptedServer.StartAsync();
        var client = server.Client();
        client.Dispose();

        Assert.ThrowsExactly<DataverseOperationException>(() => client.Clone());
    }
}
