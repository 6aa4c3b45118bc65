using System.Collections.Concurrent;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Plugins;

/// <summary>
/// Rows of plugintracelog. They are kept aside while the transaction of the run lasts and written afterwards, so that they
/// survive its rollback.
/// </summary>
internal sealed class TraceLog(Transactions transactions, OrganizationSettings settings, SequentialIds ids, KnownUsers users)
{
    private readonly ConcurrentQueue<Entity> _waiting = new();

    public void Keep(PluginRun run, Operation operation)
    {
        var setting = settings.Get(operation).TraceSetting;
        if (setting == TraceSetting.Off || (setting == TraceSetting.Exceptions && run.Problem is null))
            return;

        var now = transactions.Now;
        var id = ids.Next();
        _waiting.Enqueue(new Entity("plugintracelog", id)
        {
            ["plugintracelogid"] = id,
            ["typename"] = run.TypeName,
            ["messagename"] = run.Context.MessageName,
            ["primaryentity"] = run.Context.PrimaryEntityName,
            ["messageblock"] = run.Trace,
            ["exceptiondetails"] = run.Problem?.ToString(),
            ["configuration"] = run.Code.Configuration,
            ["mode"] = new OptionSetValue(run.Context.Mode),
            ["operationtype"] = new OptionSetValue(1),
            ["depth"] = run.Context.Depth,
            ["correlationid"] = run.Context.CorrelationId,
            ["requestid"] = run.Context.RequestId,
            ["pluginstepid"] = run.Code.StepId,
            ["performanceexecutionstarttime"] = run.StartedOn,
            ["performanceexecutionduration"] = (int)run.Took.TotalMilliseconds,
            ["performanceconstructorstarttime"] = run.StartedOn - run.Construction,
            ["performanceconstructorduration"] = (int)run.Construction.TotalMilliseconds,
            ["createdon"] = now,
            ["createdby"] = new EntityReference("systemuser", users.System),
        });
    }

    /// <summary>Writes what waits. Only outside a transaction of the same thread.</summary>
    public void Flush()
    {
        if (_waiting.IsEmpty)
            return;
        using var scope = transactions.Begin();
        var table = scope.Table("plugintracelog");
        while (_waiting.TryDequeue(out var row))
            scope.Insert(Columns.Known(table, row));
        scope.Commit();
    }
}
