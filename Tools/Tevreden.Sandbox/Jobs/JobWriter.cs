using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Pipeline;

namespace Tevreden.Sandbox.Jobs;

/// <summary>Queues jobs: a row of asyncoperation in the transaction of the event, so that both or none are there.</summary>
internal sealed class JobWriter(Transactions transactions, SequentialIds ids, KnownUsers users, AsyncJobQueue queue)
{
    private const int SystemEvent = 1;

    public void Queue(RegisteredStep step, PluginContext context, Operation inside) => Insert(
        new Entity("asyncoperation", ids.Next())
        {
            ["name"] = Cut(step.Name, 256),
            ["operationtype"] = new OptionSetValue(SystemEvent),
            ["messagename"] = context.MessageName,
            ["primaryentitytype"] = context.PrimaryEntityName,
            ["regardingobjectid"] = context.PrimaryEntityId == Guid.Empty ? null : new EntityReference(context.PrimaryEntityName, context.PrimaryEntityId),
            ["owningextensionid"] = new EntityReference("sdkmessageprocessingstep", step.Id),
            ["data"] = JobData.Write(context),
            ["depth"] = context.Depth,
            ["correlationid"] = context.CorrelationId,
            ["requestid"] = context.RequestId,
            ["ownerid"] = new EntityReference("systemuser", context.UserId),
        },
        inside.Scope!);

    /// <summary>A job of the platform's own, recognised by its operation type.</summary>
    public void Queue(string name, int operationType, StoreScope scope) => Insert(
        new Entity("asyncoperation", ids.Next())
        {
            ["name"] = name,
            ["operationtype"] = new OptionSetValue(operationType),
            ["ownerid"] = new EntityReference("systemuser", users.System),
            ["depth"] = 1,
        },
        scope);

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;

    private void Insert(Entity row, StoreScope scope)
    {
        var now = transactions.Now;
        row["asyncoperationid"] = row.Id;
        row["statecode"] = new OptionSetValue(JobState.Ready);
        row["statuscode"] = new OptionSetValue(JobState.WaitingForResources);
        row["createdon"] = now;
        row["modifiedon"] = now;
        row["createdby"] = new EntityReference("systemuser", users.System);
        row["retrycount"] = 0;
        scope.Insert(Columns.Known(scope.Table("asyncoperation"), row));
        scope.AfterCommit(() => queue.Added(row));
    }
}

/// <summary>asyncoperation.statecode and statuscode.</summary>
internal static class JobState
{
    public const int Ready = 0, Suspended = 1, Locked = 2, Completed = 3;
    public const int WaitingForResources = 0, Waiting = 10, InProgress = 20, Succeeded = 30, Failed = 31, Canceled = 32;
}
