using System.Collections.Concurrent;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>The bar "Plan one invitation": three requests, one more per rule with a filter that was tried, three more when cold.</summary>
[TestClass]
public sealed class RequestTests
{
    private readonly ConcurrentQueue<string> _requests = [];

    [TestMethod]
    public async Task Planning_takes_three_requests_and_one_for_each_rule_with_a_filter_that_is_tried()
    {
        await using var product = await Product.StartAsync(new EngineOptions { BeforeRequest = Count });
        for (var priority = 1; priority <= 3; priority++)
            product.Rule($"Rule {priority}", (RuleTable.Order, priority), (RuleTable.Filter, $"<filter><condition attribute='prioritycode' operator='eq' value='{priority}'/></filter>"));
        product.ChangeRule(product.FirstRule(), RuleTable.LocationSource, "customerid.address1_city");
        product.Admin.Update(new Entity(ConnectionTable.Table, product.Rows(ConnectionTable.Table).Single().Id) { [ConnectionTable.Paused] = true });
        await product.RunAsync();

        var cold = await PlanAsync(product, product.Case(("prioritycode", new OptionSetValue(1))));
        Assert.HasCount(3 + 1 + 3, cold, string.Join(", ", cold));

        for (var priority = 1; priority <= 3; priority++)
        {
            var warm = await PlanAsync(product, product.Case(("prioritycode", new OptionSetValue(priority))));
            Assert.HasCount(3 + priority, warm, string.Join(", ", warm));
        }
    }

    [TestMethod]
    public async Task Without_a_filter_planning_takes_three_requests_whatever_the_mappings_and_one_more_for_each_row_that_stops_being_current()
    {
        await using var product = await Product.StartAsync(new EngineOptions { BeforeRequest = Count });
        product.Map(product.FirstRule(), "customerid.accountnumber", "debtor");
        product.Map(product.FirstRule(), "ownerid.businessunitid.name", "unit");
        product.ChangeRule(product.FirstRule(), RuleTable.EmailColumn, "emailaddress1");
        product.Admin.Update(new Entity(ConnectionTable.Table, product.Rows(ConnectionTable.Table).Single().Id) { [ConnectionTable.Paused] = true });
        await product.RunAsync();
        await PlanAsync(product, product.Case());
        var incident = product.Case();

        var warm = await PlanAsync(product, incident);
        Assert.HasCount(3, warm, string.Join(", ", warm));

        product.Reopen(incident);
        Assert.HasCount(2 + 1, await DrainAsync(product));
    }

    // Planning alone: the events of one resolution are several, of which the first plans and the others find it done.
    private async Task<List<string>> PlanAsync(Product product, Guid incident)
    {
        product.Resolve(incident);
        var requests = await DrainAsync(product);
        var created = requests.IndexOf("Create " + InvitationTable.Table);
        Assert.IsGreaterThanOrEqualTo(0, created, string.Join(", ", requests));
        return requests[..(created + 1)];
    }

    private async Task<List<string>> DrainAsync(Product product)
    {
        _requests.Clear();
        await product.RunAsync();
        return [.. _requests];
    }

    private void Count(OrganizationRequest request, CallerContext caller) => _requests.Enqueue(request switch
    {
        CreateRequest create => "Create " + create.Target.LogicalName,
        RetrieveMultipleRequest { Query: FetchExpression fetch } => "Query " + fetch.Query[..Math.Min(60, fetch.Query.Length)],
        _ => request.RequestName,
    });
}
