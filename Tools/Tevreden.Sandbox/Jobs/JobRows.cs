using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Jobs;

/// <summary>A client postpones, cancels or deletes a job by its row: the queue follows.</summary>
internal sealed class JobRows(AsyncJobQueue queue) : IRowEffect
{
    private const string Table = "asyncoperation";

    public void Inserted(TableDefinition table, Entity row, StoreScope scope)
    {
    }

    public void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope)
    {
        if (table.LogicalName == Table)
            scope.AfterCommit(() => queue.Changed(id, changes));
    }

    public void Deleted(TableDefinition table, Guid id, StoreScope scope)
    {
        if (table.LogicalName == Table)
            scope.AfterCommit(() => queue.Removed(id));
    }
}
