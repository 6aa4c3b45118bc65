using System.ServiceModel;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>One case in a connected environment, and the ways in which it can be resolved, undone, merged and deleted.</summary>
internal sealed class PathScene
{
    public PathScene(Product product)
    {
        Product = product;
        Incident = product.Case();
    }

    public Product Product { get; }

    public Guid Incident { get; }

    private Guid Staying { get; set; }

    public Task Do(params IEnumerable<Action<Guid>> actions)
    {
        foreach (var action in actions)
            action(Incident);
        return Task.CompletedTask;
    }

    /// <summary>Resolves, and runs the jobs of these messages in this order, and no other until the end.</summary>
    public async Task ResolveAndDeliverAsync(params IEnumerable<string> messages)
    {
        Product.Resolve(Incident);
        CollectionAssert.AreEquivalent(messages.ToArray(), Product.Engine.Jobs.Pending.Select(job => job.MessageName).ToArray());
        foreach (var message in messages)
            await DeliverAsync(message);
    }

    public Task ResolveAndReconcileAsync()
    {
        Product.Resolve(Incident);
        Assert.IsEmpty(Product.Engine.Jobs.Pending);
        Assert.AreEqual(1, Product.Plan(Incident));
        return Task.CompletedTask;
    }

    public void SetResolved(Guid incident) => Product.Admin.Execute(new SetStateRequest
    {
        EntityMoniker = new EntityReference("incident", incident),
        State = new OptionSetValue(1),
        Status = new OptionSetValue(-1),
    });

    public void ResolveWithTitle(Guid incident) => Product.Admin.Update(new Entity("incident", incident)
    {
        ["title"] = "Opgelost",
        ["statecode"] = new OptionSetValue(1),
        ["statuscode"] = new OptionSetValue(1000),
    });

    public Task LoseDirectUpdateAsync()
    {
        Product.ResolveDirectly(Incident);
        Product.Lose(Product.Engine.Jobs.Pending.Single().Id);
        Assert.AreEqual(1, Product.Plan(Incident));
        return Task.CompletedTask;
    }

    public Task DirectUpdateAfterReconcileAsync()
    {
        Product.ResolveDirectly(Incident);
        Assert.AreEqual(1, Product.Plan(Incident));
        return Task.CompletedTask;
    }

    public void ResolveMultiple(Guid incident)
    {
        var targets = ((Guid[])[incident, Product.Case(), Product.Case()]).Select(id => new Entity("incident", id) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(5) });
        Product.Admin.Execute(new UpdateMultipleRequest { Targets = new EntityCollection([.. targets]) { EntityName = "incident" } });
    }

    public async Task BeforeSendingAsync(params IEnumerable<Action<Guid>> actions)
    {
        await ResolveAndDeliverAsync("Create", "Update");
        Assert.AreEqual(InvitationStatus.Planned, Product.Invitations().Single().Status());
        await Do(actions);
    }

    public async Task AfterSendingAsync(params IEnumerable<Action<Guid>> actions)
    {
        Product.Resolve(Incident);
        await Product.DeliverAllAsync();
        Assert.AreEqual(InvitationStatus.Sent, Product.Invitations().Single().Status());
        await Do(actions);
    }

    public void MergeAway(Guid incident)
    {
        Staying = Product.Case();
        Product.Merge("incident", incident, Staying);
    }

    public void ResolveStaying(Guid incident) => Product.Resolve(Staying);

    public void Delete(Guid incident) => Product.Admin.Delete("incident", incident);

    public Task ResolveFamilyAsync(int children)
    {
        Product.Admin.Update(new Entity("organization", Product.Engine.OrganizationId) { ["cascadestatusupdate"] = true });
        for (var child = 0; child < children; child++)
            Product.Case(("parentcaseid", new EntityReference("incident", Incident)));
        Product.Resolve(Incident);
        return Task.CompletedTask;
    }

    public async Task ResolveByExecuteMultipleAsync()
    {
        var requests = await CloseRequestsAsync();
        var response = (ExecuteMultipleResponse)Product.Admin.Execute(new ExecuteMultipleRequest
        {
            Requests = requests,
            Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = true },
        });
        Assert.AreEqual(1, response.Responses.Count(item => item.Fault is not null));
    }

    public async Task ResolveByExecuteTransactionAsync()
    {
        var requests = await CloseRequestsAsync();
        Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(() => Product.Admin.Execute(new ExecuteTransactionRequest { Requests = requests }));
    }

    public Task ResolveByPluginAsync()
    {
        Product.Register("CaseCloser", "Create", "task");
        Product.Admin.Create(new Entity("task") { ["subject"] = "Klaar", ["regardingobjectid"] = new EntityReference("incident", Incident) });
        Assert.AreEqual(1, Product.StateOf(Incident));
        return Task.CompletedTask;
    }

    public void ResolveBypassing(Guid incident) =>
        Product.Engine.ServiceFor(new CallerContext(Product.Engine.AdministratorId) { BypassCustomPlugins = true }).Execute(Product.CloseRequest(incident));

    public Task ResolveWithDisabledStepsAsync()
    {
        var steps = Product.Rows("sdkmessageprocessingstep").Where(step => step.GetAttributeValue<string>("name").Contains("PlanInvitation", StringComparison.Ordinal)).ToList();
        Assert.HasCount(2, steps);
        Enable(steps, state: 1, status: 2);
        Product.Resolve(Incident);
        Assert.IsEmpty(Product.Engine.Jobs.Pending);
        Enable(steps, state: 0, status: 1);
        Assert.AreEqual(1, Product.Plan(Incident));
        return Task.CompletedTask;
    }

    private void Enable(List<Entity> steps, int state, int status)
    {
        foreach (var step in steps)
            Product.Admin.Update(new Entity(step.LogicalName, step.Id) { ["statecode"] = new OptionSetValue(state), ["statuscode"] = new OptionSetValue(status) });
    }

    /// <summary>Requests for three cases, of which the second was resolved already.</summary>
    private async Task<OrganizationRequestCollection> CloseRequestsAsync()
    {
        var before = Product.Case();
        Product.Resolve(before);
        await Product.DeliverAllAsync();
        return [Product.CloseRequest(Incident), Product.CloseRequest(before), Product.CloseRequest(Product.Case())];
    }

    private async Task DeliverAsync(string message)
    {
        var result = await Product.Engine.Jobs.RunAsync(Product.Engine.Jobs.Pending.Single(job => job.MessageName == message && job.PrimaryTable != InvitationTable.Table).Id);
        Assert.IsTrue(result.Succeeded, result.Message);
    }
}
