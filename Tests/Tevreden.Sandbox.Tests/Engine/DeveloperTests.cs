using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Tests.Engine;

/// <summary>What helps who develops against a served environment: going back, seeing and keeping requests.</summary>
[TestClass]
public sealed class DeveloperTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task A_reset_and_a_named_snapshot_bring_rows_back()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions(), TestContext.CancellationToken);
        using var client = Client(server, server.Token);
        await CreateAsync(client, "first");
        Assert.AreEqual(HttpStatusCode.NoContent, (await client.PutAsync("sandbox/snapshots/one", null, TestContext.CancellationToken)).StatusCode);
        await CreateAsync(client, "second");

        await client.PostAsync("sandbox/snapshots/one/restore", null, TestContext.CancellationToken);
        var afterRestore = await client.GetStringAsync("api/data/v9.2/accounts?$select=name", TestContext.CancellationToken);
        await client.PostAsync("sandbox/reset", null, TestContext.CancellationToken);
        var afterReset = await client.GetStringAsync("api/data/v9.2/accounts?$select=name", TestContext.CancellationToken);

        StringAssert.Contains(afterRestore, "first");
        Assert.DoesNotContain("second", afterRestore);
        Assert.DoesNotContain("first", afterReset);
        var missing = await client.PostAsync("sandbox/snapshots/none/restore", null, TestContext.CancellationToken);
        StringAssert.Contains(await missing.Content.ReadAsStringAsync(TestContext.CancellationToken), "there are: one");
    }

    [TestMethod]
    public async Task Only_the_administrator_goes_back()
    {
        await using var server = await SandboxServer.StartAsync(new SandboxServerOptions(), TestContext.CancellationToken);
        using var client = Client(server, server.IssueToken(server.Engine.IntegrationUserId));
        Assert.AreEqual(HttpStatusCode.Forbidden, (await client.PostAsync("sandbox/reset", null, TestContext.CancellationToken)).StatusCode);
    }

    [TestMethod]
    public async Task Requests_are_listed_and_recorded_without_the_token()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-record-");
        try
        {
            var token = "a-token-of-the-test";
            await using var server = await SandboxServer.StartAsync(new SandboxServerOptions { Token = token, RecordFolder = folder, Engine = new EngineOptions { AsyncWorkers = 0 } }, TestContext.CancellationToken);
            using var client = Client(server, token);
            await CreateAsync(client, "<b>Recorded</b>");
            await client.GetStringAsync("api/data/v9.2/accounts?$select=name", TestContext.CancellationToken);
            var page = await client.GetStringAsync("requests", TestContext.CancellationToken);

            StringAssert.Contains(page, "/api/data/v9.2/accounts?$select=name");
            var files = folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
            Assert.AreEqual("00001-POST-accounts-204.http", files[0].Name);
            var recorded = await File.ReadAllTextAsync(files[0].FullName, TestContext.CancellationToken);
            StringAssert.Contains(recorded, "Recorded");
            StringAssert.Contains(recorded, "OData-EntityId");
            StringAssert.Contains(await File.ReadAllTextAsync(files[1].FullName, TestContext.CancellationToken), "\"value\"");
            foreach (var file in files)
                Assert.DoesNotContain(token, await File.ReadAllTextAsync(file.FullName, TestContext.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task CreateAsync(HttpClient client, string name)
    {
        using var body = new StringContent($$"""{"name":"{{name}}"}""", Encoding.UTF8, "application/json");
        (await client.PostAsync("api/data/v9.2/accounts", body, TestContext.CancellationToken)).EnsureSuccessStatusCode();
    }

    private static HttpClient Client(SandboxServer server, string token)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
