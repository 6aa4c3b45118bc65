using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>BulkDelete: the rows that queries find, as the caller. On the platform a system job does it a while later; here it is done when the answer comes, and the job's row says so.</summary>
internal sealed class BulkDeleteHandler(IMessages messages, Transactions transactions, SequentialIds ids, Privileges privileges) : IMessageHandler
{
    private const int BulkDelete = 13, Completed = 3, Succeeded = 30, Failed = 31, AtOnce = 5000;

    public string RequestName => "BulkDelete";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        privileges.Demand("prvBulkDelete", operation);
        var queries = request.Need<QueryExpression[]>("QuerySet");
        var failed = 0;
        foreach (var query in queries)
            failed += Delete(query, operation);
        var job = ids.Next();
        transactions.Run(operation, inside =>
        {
            var now = transactions.Now;
            var owner = new EntityReference("systemuser", inside.UserId);
            inside.Scope!.Insert(Columns.Known(inside.Scope.Table("asyncoperation"), new Entity("asyncoperation", job)
            {
                ["asyncoperationid"] = job,
                ["name"] = request.Find<string>("JobName") ?? "Bulk deletion",
                ["operationtype"] = new OptionSetValue(BulkDelete),
                ["statecode"] = new OptionSetValue(Completed),
                ["statuscode"] = new OptionSetValue(failed == 0 ? Succeeded : Failed),
                ["friendlymessage"] = failed == 0 ? null : $"{failed} rows could not be deleted.",
                ["createdon"] = now,
                ["startedon"] = now,
                ["completedon"] = now,
                ["ownerid"] = owner,
                ["createdby"] = owner,
            }));
        });
        return new OrganizationResponse { ResponseName = RequestName, Results = { ["JobId"] = job } };
    }

    // One row that can't go does not keep the others.
    private int Delete(QueryExpression query, Operation operation)
    {
        var found = ((RetrieveMultipleResponse)messages.Execute(new RetrieveMultipleRequest { Query = query }, operation)).EntityCollection;
        var failed = 0;
        foreach (var row in found.Entities)
        {
            try
            {
                messages.Execute(new DeleteRequest { Target = row.ToEntityReference() }, operation);
            }
            catch (System.ServiceModel.FaultException<OrganizationServiceFault>)
            {
                failed++;
            }
        }

        // What is left of a page that lost no row would come again for ever.
        return failed + (found.MoreRecords && failed < Math.Min(found.Entities.Count, AtOnce) ? Delete(query, operation) : 0);
    }
}
