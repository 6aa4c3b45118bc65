using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Pipeline;

namespace Tevreden.Sandbox.Messages;

/// <summary>Assign: an event of its own around an update of the owner.</summary>
internal sealed class AssignHandler(EventPipeline pipeline, RowUpdate update) : IMessageHandler
{
    public string RequestName => "Assign";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var target = request.Need<EntityReference>("Target");
        var change = new Entity(target.LogicalName, target.Id) { ["ownerid"] = request.Need<EntityReference>("Assignee") };
        Around.Update(pipeline, update, request, target, change, operation);
        return new AssignResponse { ResponseName = RequestName };
    }
}

/// <summary>SetState and SetStateDynamicEntity (deprecated by Microsoft): an event of their own around an update of the state.</summary>
internal sealed class SetStateHandler(string name, EventPipeline pipeline, RowUpdate update) : IMessageHandler
{
    public string RequestName => name;

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var target = request.Need<EntityReference>("EntityMoniker");
        var change = new Entity(target.LogicalName, target.Id)
        {
            ["statecode"] = request.Need<OptionSetValue>("State"),
            ["statuscode"] = request.Need<OptionSetValue>("Status"),
        };
        Around.Update(pipeline, update, request, target, change, operation);
        return new SetStateResponse { ResponseName = RequestName };
    }
}

internal static class Around
{
    public static void Update(
        EventPipeline pipeline, RowUpdate update, OrganizationRequest request, EntityReference target, Entity change, Operation operation)
    {
        var input = new ParameterCollection();
        input.AddRange(request.Parameters);
        var happening = new MessageEvent(request.RequestName, target.LogicalName, input) { Rows = [new EventRow(target.LogicalName, target.Id, null)] };
        pipeline.Run([happening], operation, _ => { }, inside => update.Update([change], ConcurrencyBehavior.Default, [], inside));
    }
}
