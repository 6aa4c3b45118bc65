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
        List<Guid> old = [];
        await using var product = await Product.StartUnconnectedAsync(new EngineOptions { ShuffleJobs = false }, beforeImport: before => old = ResolveMany(before));

        // Resolved between the import and the connection: half of their events come before it, half after it.
        var between = Enumerable.Range(0, 20).Select(_ => product.Case(product.Contact())).ToList();
        between.ForEach(product.Resolve);
        foreach (var job in product.Engine.Jobs.Pending.Take(20))
            await product.Engine.Jobs.RunAsync(job.Id);

        // The platform keeps moments to the second, and what was resolved in the second of the connection counts as after it.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await product.ConnectAsync();
        product.MakeRule(quietPeriodDays: 0);
        await product.RunAsync();

        // Reconcile asks for cases one by one; it would not even ask for these.
        foreach (var incident in old.Where((_, number) => number % 100 == 0).Concat(between))
            product.Admin.Execute(new OrganizationRequest(CustomApis.PlanCase) { [CustomApis.CaseId] = incident });
        await product.RunDueAsync();
        Assert.HasCount(Old, old);
        Assert.IsEmpty(product.Invitations());
        Assert.IsEmpty(product.Service.Received);
        Assert.IsEmpty(product.Rows("task"));

        Assert.AreEqual(InvitationStatus.Sent, (await product.ResolveOneAsync()).Status(), "a new one does go out");
    }

    private static List<Guid> ResolveMany(Product product)
    {
        var contact = product.Contact();
        var cases = new List<Guid>();
        while (cases.Count < Old)
        {
            var targets = new EntityCollection { EntityName = "incident" };
            targets.Entities.AddRange(Enumerable.Range(0, AtOnce).Select(_ => new Entity("incident") { ["title"] = "Oud", ["customerid"] = new EntityReference("contact", contact) }));
            cases.AddRange(((CreateMultipleResponse)product.Admin.Execute(new CreateMultipleRequest { Targets = targets })).Ids);
        }

        cases.ForEach(product.Resolve);
        return cases;
    }

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
