using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>The bars "Send one invitation" and "10,000 cases resolved before the connection".</summary>
[TestClass]
public sealed class BarTests
{
    private const int Old = 10_000, AtOnce = 1_000;

    private readonly List<string> _requests = [];

    [TestMethod]
    public async Task Sending_one_invitation_takes_four_requests_and_one_call()
    {
        await using var product = await StartAsync();
        await product.ResolveOneAsync();

        var calls = product.Service.Requests.Count;
        await SendOneAsync(product);
        Assert.AreEqual("RetrieveMultiple, Update, Create, Update", string.Join(", ", _requests));
        Assert.HasCount(calls + 1, product.Service.Requests);
    }

    [TestMethod]
    public async Task A_final_failure_takes_one_request_more()
    {
        await using var product = await StartAsync();
        await product.ResolveOneAsync();
        product.Fails(400);
        await SendOneAsync(product);
        Assert.HasCount(5, _requests);
    }

    [TestMethod]
    public async Task A_worker_s_first_sending_of_a_minute_takes_at_most_three_requests_more()
    {
        await using var product = await StartAsync();
        await SendOneAsync(product);
        Assert.IsInRange(4, 7, _requests.Count);
    }

    [TestMethod]
    public async Task Ten_thousand_cases_resolved_before_the_connection_give_no_invitation_by_any_path()
    {
        await using var product = await Product.StartUnconnectedAsync(new EngineOptions { ShuffleJobs = false });
        var contact = product.Contact();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var cases = Enumerable.Range(0, Old / AtOnce).SelectMany(_ => Many(product, () => new Entity("incident")
        {
            ["title"] = "Oud",
            ["customerid"] = new EntityReference("contact", contact),
        })).ToList();
        Console.WriteLine($"create {watch.ElapsedMilliseconds}");
        foreach (var incident in cases.Take(200)) product.Resolve(incident);
        Console.WriteLine($"resolve 200 {watch.ElapsedMilliseconds}");
        await product.Engine.Jobs.DrainAsync();
        Console.WriteLine($"drain {watch.ElapsedMilliseconds}");
    }

    private static IEnumerable<Guid> Many(Product product, Func<Entity> row) =>
        ((CreateMultipleResponse)product.Admin.Execute(new CreateMultipleRequest
        {
            Targets = new EntityCollection(Enumerable.Range(0, AtOnce).Select(_ => row()).ToList()) { EntityName = "incident" },
        })).Ids;

    private Task<Product> StartAsync() => Product.StartAsync(
        new EngineOptions { ShuffleJobs = false, BeforeRequest = (request, _) => _requests.Add(request.RequestName) },
        quietPeriodDays: 30);

    private async Task SendOneAsync(Product product)
    {
        product.Resolve(product.Case(product.Contact()));
        while (product.Engine.Jobs.Pending.FirstOrDefault(job => job.PrimaryTable != InvitationTable.Table) is { } plan)
            await product.Engine.Jobs.RunAsync(plan.Id);
        _requests.Clear();
        Assert.IsTrue((await product.Engine.Jobs.RunAsync(product.Engine.Jobs.Pending.Single().Id)).Succeeded);
    }
}
