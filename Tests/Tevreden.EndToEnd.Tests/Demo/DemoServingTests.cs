using System.Net;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Tevreden.EndToEnd.Tests.Demo;

/// <summary>What goes on serving until Ctrl+C.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed partial class DemoServingTests
{
    [TestMethod]
    public async Task Kept_open_with_the_sample_cases_alone_it_serves_its_pages_until_interrupted_and_ends_with_0()
    {
        await using var demo = DemoProcess.Start("--cases", "0", "--json", "--keep-open", "--solution", PackedSolution.ManagedZip);
        var resolved = await demo.LineWithAsync("{\"resolved\":");
        Assert.AreEqual(3, JObject.Parse(resolved).Value<int>("sent"), resolved);
        var pages = Address(await demo.LineWithAsync("Pages "));
        using var client = new HttpClient();
        using var page = await client.GetAsync(pages);
        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);

        var run = await demo.InterruptAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(pages));
    }

    [TestMethod]
    public async Task The_simulated_service_runs_alone_refuses_a_wrong_key_and_ends_with_0()
    {
        await using var service = DemoProcess.Start("service", "--urls", "http://127.0.0.1:0", "--key", "K", "--platform", "P");
        var address = Address(await service.LineWithAsync("Simulated survey service"));
        using var client = new HttpClient();
        using var refused = await client.GetAsync(new Uri(address, "/questionnaires"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.StatusCode);

        var run = await service.InterruptAsync();

        Assert.AreEqual(0, run.ExitCode, run.ToString());
    }

    private static Uri Address(string line) => new(HttpAddress().Match(line).Value);

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex HttpAddress();
}
