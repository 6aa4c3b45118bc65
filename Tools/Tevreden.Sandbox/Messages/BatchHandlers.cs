using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>ExecuteMultiple: up to 1,000 requests, each in a transaction of its own.</summary>
internal sealed class ExecuteMultipleHandler(IMessages messages) : IMessageHandler
{
    public string RequestName => "ExecuteMultiple";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var requests = Batches.Requests(request);
        var settings = request.Find<ExecuteMultipleSettings>("Settings") ?? throw Faults.InvalidArgument("ExecuteMultiple expects the parameter 'Settings'.");
        var items = new ExecuteMultipleResponseItemCollection();
        var failed = false;
        for (var i = 0; i < requests.Count; i++)
        {
            try
            {
                var response = messages.Execute(requests[i], operation with { RequestId = requests[i].RequestId });
                if (settings.ReturnResponses)
                    items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Response = response });
            }
            catch (FaultException<OrganizationServiceFault> fault)
            {
                failed = true;
                items.Add(new ExecuteMultipleResponseItem { RequestIndex = i, Fault = fault.Detail });
                operation.Scope?.Doom();
                if (!settings.ContinueOnError)
                    break;
            }
        }

        return new ExecuteMultipleResponse { ResponseName = RequestName, Results = { ["IsFaulted"] = failed, ["Responses"] = items } };
    }
}

/// <summary>ExecuteTransaction: all requests in one transaction; the fault says which one failed.</summary>
internal sealed class ExecuteTransactionHandler(Transactions transactions, IMessages messages) : IMessageHandler
{
    public string RequestName => "ExecuteTransaction";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var requests = Batches.Requests(request);
        var responses = new OrganizationResponseCollection();
        transactions.Run(operation, inside =>
        {
            for (var i = 0; i < requests.Count; i++)
                responses.Add(Execute(requests[i], i, inside));
        });
        var returns = request.Parameters.TryGetValue("ReturnResponses", out var value) && value is true;
        return new ExecuteTransactionResponse { ResponseName = RequestName, Results = { ["Responses"] = returns ? responses : new OrganizationResponseCollection() } };
    }

    private OrganizationResponse Execute(OrganizationRequest request, int index, Operation inside)
    {
        try
        {
            return messages.Execute(request, inside with { RequestId = request.RequestId });
        }
        catch (FaultException<OrganizationServiceFault> problem)
        {
            var fault = new ExecuteTransactionFault
            {
                ErrorCode = problem.Detail.ErrorCode,
                Message = problem.Detail.Message,
                TraceText = problem.Detail.TraceText,
                InnerFault = problem.Detail,
                FaultedRequestIndex = index,
            };
            foreach (var (name, detail) in problem.Detail.ErrorDetails)
                fault.ErrorDetails[name] = detail;
            throw Faults.Throwable(fault);
        }
    }
}

internal static class Batches
{
    private const int Most = 1000;

    public static OrganizationRequestCollection Requests(OrganizationRequest batch)
    {
        var requests = batch.Need<OrganizationRequestCollection>("Requests");
        if (requests.Count > Most)
            throw Faults.InvalidArgument($"{batch.RequestName} takes at most {Most} requests; found {requests.Count}.");
        if (requests.FirstOrDefault(request => request.RequestName is "ExecuteMultiple" or "ExecuteTransaction") is { } nested)
            throw Faults.InvalidArgument($"{nested.RequestName} can't be nested in {batch.RequestName}.");
        return requests;
    }
}
