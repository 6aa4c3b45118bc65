using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Plugins;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>Runs custom APIs: their plug-in is the main operation, inside the transaction.</summary>
internal sealed class CustomApiHandler(Transactions transactions, EventPipeline pipeline, ContextFacts facts, PluginRunner runner, Privileges privileges)
{
    public OrganizationResponse Handle(CustomApi api, OrganizationRequest request, Operation operation)
    {
        CustomApiValues.CheckInputs(api, request.Parameters);
        var input = new ParameterCollection();
        input.AddRange(request.Parameters.Where(pair => pair.Key != "tag"));
        var happening = new MessageEvent(api.Name, api.BoundTable, input) { Rows = Bound(api, request, operation) };

        if (api.AllowedSteps == 0)
            transactions.Run(operation, inside => Main(api, happening, Allowed(api, inside)));
        else
            pipeline.Run([happening], operation, inside => Allowed(api, inside), inside => Main(api, happening, inside));

        var response = new OrganizationResponse { ResponseName = api.Name };
        response.Results.AddRange(happening.Output);
        return response;
    }

    private Operation Allowed(CustomApi api, Operation inside)
    {
        if (!string.IsNullOrEmpty(api.ExecutePrivilege))
            privileges.Demand(api.ExecutePrivilege, inside);
        return inside;
    }

    private EventRow[] Bound(CustomApi api, OrganizationRequest request, Operation operation)
    {
        if (api.Binding != 1)
            return [];
        var target = request.Need<EntityReference>("Target");
        if (target.LogicalName != api.BoundTable)
            throw Faults.InvalidArgument($"The custom API {api.Name} is bound to '{api.BoundTable}', not to '{target.LogicalName}'.");
        return [new EventRow(target.LogicalName, transactions.Read(operation, scope => KeyResolver.Resolve(target, scope)), null)];
    }

    private void Main(CustomApi api, MessageEvent happening, Operation inside)
    {
        if (api.PluginTypeId is not { } type)
            return;
        var context = facts.Context(api.Name, api.BoundTable, inside) with
        {
            Stage = Stage.Main,
            PrimaryEntityId = happening.Rows.Count == 0 ? Guid.Empty : happening.Rows[0].Id,
            InputParameters = happening.Input,
            OutputParameters = happening.Output,
            SharedVariables = happening.Shared,
            Parent = happening.Validation ?? inside.Parent,
            OwningStep = new EntityReference("customapi", api.Id) { Name = api.Name },
            IsInTransaction = true,
            OperationId = happening.OperationId,
            OperationCreatedOn = transactions.Now,
        };
        runner.Run(new PluginCode(type, null, null, api.Id), context, inside);
        CustomApiValues.CheckOutputs(api, happening.Output);
    }
}
