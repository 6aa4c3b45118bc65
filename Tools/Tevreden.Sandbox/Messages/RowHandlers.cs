using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

internal sealed class CreateHandler(RowCreation rows, RelatedCreation related) : IMessageHandler
{
    public string RequestName => "Create";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var target = request.Need<Entity>("Target");
        var id = target.RelatedEntities.Count > 0 ? related.Create(target, request.Parameters, operation) : rows.Create([target], request.Parameters, operation)[0];
        return new CreateResponse { ResponseName = RequestName, Results = { ["id"] = id } };
    }
}

internal sealed class CreateMultipleHandler(RowCreation rows) : IMessageHandler
{
    public string RequestName => "CreateMultiple";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new CreateMultipleResponse
    {
        ResponseName = RequestName,
        Results = { ["Ids"] = rows.Create(request.Need<EntityCollection>("Targets").Entities, request.Parameters, operation).ToArray() },
    };
}

internal sealed class UpdateHandler(RowUpdate rows) : IMessageHandler
{
    public string RequestName => "Update";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        rows.Update([request.Need<Entity>("Target")], request.Concurrency(), request.Parameters, operation);
        return new UpdateResponse { ResponseName = RequestName };
    }
}

internal sealed class UpdateMultipleHandler(RowUpdate rows) : IMessageHandler
{
    public string RequestName => "UpdateMultiple";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        rows.Update(request.Need<EntityCollection>("Targets").Entities, request.Concurrency(), request.Parameters, operation);
        return new UpdateMultipleResponse { ResponseName = RequestName };
    }
}

/// <summary>Delete: of a row; of a row of solution it uninstalls.</summary>
internal sealed class DeleteHandler(RowDeletion rows, SolutionRemoval solutions, Transactions transactions, Privileges privileges) : IMessageHandler
{
    public string RequestName => "Delete";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var target = request.Need<EntityReference>("Target");
        if (target.LogicalName == "solution")
            Uninstall(target, request, operation);
        else
            rows.Delete(target, request.Concurrency(), request.Parameters, operation);
        return new DeleteResponse { ResponseName = RequestName };
    }

    private void Uninstall(EntityReference target, OrganizationRequest request, Operation operation)
    {
        privileges.Demand("Delete", transactions.Store.Catalog.FindTable(target.LogicalName)!, operation);
        SolutionMessages.DemandAlone(request, operation);
        solutions.Uninstall(transactions.Read(operation, scope => KeyResolver.Resolve(target, scope)), operation);
    }
}

internal sealed class RetrieveHandler(RowReading rows, RelatedReading related) : IMessageHandler
{
    public string RequestName => "Retrieve";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var row = rows.Retrieve(request.Need<EntityReference>("Target"), request.Find<ColumnSet>("ColumnSet") ?? new ColumnSet(false), request.Parameters, operation);
        if (request.Find<RelationshipQueryCollection>("RelatedEntitiesQuery") is { Count: > 0 } asked)
            related.Fill(row, asked, operation);
        return new RetrieveResponse { ResponseName = RequestName, Results = { ["Entity"] = row } };
    }
}

internal sealed class RetrieveMultipleHandler(RowReading rows) : IMessageHandler
{
    public string RequestName => "RetrieveMultiple";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new RetrieveMultipleResponse
    {
        ResponseName = RequestName,
        Results = { ["EntityCollection"] = rows.RetrieveMultiple(request.Need<QueryBase>("Query"), request.Parameters, operation) },
    };
}
