using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Plugins;

namespace Tevreden.Sandbox.Jobs;

/// <summary>Runs one job outside any transaction, and writes on its row how it ended.</summary>
internal sealed class JobRunner(Transactions transactions, StepRegistry steps, PluginRunner plugins, TraceLog traces, KnownUsers users, Func<int> buildKeyIndexes)
{
    public const int KeyIndexCreation = 63;
    private const string Table = "asyncoperation";

    /// <summary>Jobs that have not ended, oldest first. One that was running when the process died is delivered again.</summary>
    public IReadOnlyList<Entity> Waiting()
    {
        using var scope = transactions.Begin();
        return
        [
            .. scope.Rows(Table)
                .Where(row => row.GetAttributeValue<OptionSetValue>("statecode")?.Value != JobState.Completed)
                .OrderBy(row => row.GetAttributeValue<DateTime>("createdon"))
                .ThenBy(row => row.Id),
        ];
    }

    public static AsyncJob Describe(Entity row)
    {
        var regarding = row.GetAttributeValue<EntityReference>("regardingobjectid");
        return new AsyncJob(
            row.Id,
            row.GetAttributeValue<string>("name") ?? string.Empty,
            row.GetAttributeValue<string>("messagename") ?? string.Empty,
            regarding?.LogicalName,
            regarding?.Id,
            row.GetAttributeValue<EntityReference>("owningextensionid")?.Id,
            row.GetAttributeValue<DateTime>("createdon"),
            row.GetAttributeValue<DateTime?>("postponeuntil"));
    }

    public AsyncJobResult Run(AsyncJob job, bool keep)
    {
        var row = Begin(job, keep);
        if (row is null)
            return new AsyncJobResult(job.Id, false, "The job is gone, or has been cancelled.");

        var step = job.StepId is { } id ? steps.Find(id, Nobody()) : null;
        var problem = Execute(row, step);
        if (!keep)
            End(job.Id, step?.DeletesJobOnSuccess ?? false, problem);
        traces.Flush();
        return new AsyncJobResult(job.Id, problem is null || StatusOf(problem) == JobState.Succeeded, problem?.Detail.Message);
    }

    private FaultException<OrganizationServiceFault>? Execute(Entity row, RegisteredStep? step)
    {
        try
        {
            if (row.GetAttributeValue<OptionSetValue>("operationtype")?.Value == KeyIndexCreation)
                buildKeyIndexes();
            else
                RunStep(row, step ?? throw Faults.Make(FaultCodes.ObjectDoesNotExist, "The step of this job is no longer registered, or is disabled."));
            return null;
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            return fault;
        }
    }

    private void RunStep(Entity row, RegisteredStep step)
    {
        var context = JobData.Read(row.GetAttributeValue<string>("data"));
        var operation = new Operation
        {
            Caller = new CallerContext(context.UserId) { InitiatingUserId = context.InitiatingUserId, UserAgent = context.UserAgent },
            CorrelationId = context.CorrelationId,
            RequestId = context.RequestId,
            Depth = context.Depth,
            Parent = context.Parent,
        };
        plugins.Run(step, context, operation);
    }

    private Operation Nobody() => new() { Caller = new CallerContext(users.System), CorrelationId = Guid.Empty };

    private Entity? Begin(AsyncJob job, bool keep)
    {
        using var scope = transactions.Begin();
        var row = scope.Find(Table, job.Id);
        if (row is null || row.GetAttributeValue<OptionSetValue>("statecode")?.Value == JobState.Completed)
            return null;
        if (!keep)
        {
            Write(job.Id, scope, JobState.Locked, JobState.InProgress, new Entity(Table) { ["startedon"] = transactions.Now });
            scope.Commit();
        }

        return row;
    }

    private void End(Guid id, bool deletesOnSuccess, FaultException<OrganizationServiceFault>? problem)
    {
        using var scope = transactions.Begin();
        var status = problem is null ? JobState.Succeeded : StatusOf(problem);
        if (scope.Find(Table, id) is null)
            return;
        if (status == JobState.Succeeded && deletesOnSuccess)
        {
            scope.Delete(Table, id);
        }
        else
        {
            Write(id, scope, JobState.Completed, status, new Entity(Table)
            {
                ["completedon"] = transactions.Now,
                ["errorcode"] = problem?.Detail.ErrorCode,
                ["message"] = problem?.Detail.Message,
                ["friendlymessage"] = problem?.Detail.Message,
            });
        }

        scope.Commit();
    }

    private void Write(Guid id, StoreScope scope, int state, int status, Entity more)
    {
        more["statecode"] = new OptionSetValue(state);
        more["statuscode"] = new OptionSetValue(status);
        more["modifiedon"] = transactions.Now;
        scope.Update(Table, id, Columns.Known(scope.Table(Table), more).Attributes);
    }

    // OperationStatus of InvalidPluginExecutionException. That Retry runs a step again is promised nowhere: it counts as failed.
    private static int StatusOf(FaultException<OrganizationServiceFault> problem) =>
        problem.Detail.ErrorDetails.TryGetValue("OperationStatus", out var text) && int.TryParse(text as string, out var status)
            ? (OperationStatus)status switch
            {
                OperationStatus.Canceled => JobState.Canceled,
                OperationStatus.Succeeded => JobState.Succeeded,
                _ => JobState.Failed,
            }
            : JobState.Failed;
}
