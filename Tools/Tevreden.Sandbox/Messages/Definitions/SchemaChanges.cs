using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Jobs;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Lays changed definitions over the catalog, one change at a time, as an import does with a whole file of them.</summary>
internal sealed class SchemaChanges(Transactions transactions, EngineOptions options, KeyIndexes keys, JobWriter jobs, KnownUsers users, Privileges privileges, Lock gate)
{
    public MetadataCatalog Catalog => transactions.Store.Catalog;

    /// <param name="privilege">What the caller needs.</param>
    /// <param name="operation">On whose behalf; not inside a transaction, since definitions can't be rolled back.</param>
    /// <param name="change">Makes the new catalog of the present one.</param>
    public void Apply(string privilege, Operation operation, Func<MetadataCatalog, MetadataCatalog> change)
    {
        Demand(privilege, operation);
        lock (gate)
        {
            transactions.Store.ApplyCatalog(change(transactions.Store.Catalog));
            transactions.Run(
                new Operation { Caller = new CallerContext(users.System), CorrelationId = operation.CorrelationId, ByPlatform = true, Cancellation = operation.Cancellation },
                inside => Complete(inside.Scope!));
        }

        if (options.KeyIndexing == KeyIndexing.WithImport)
            keys.Build();
    }

    /// <summary>A change of what is there already: nothing new needs rows or indexes.</summary>
    /// <param name="privilege">What the caller needs.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="change">Makes the new catalog of the present one.</param>
    public void Change(string privilege, Operation operation, Func<MetadataCatalog, MetadataCatalog> change)
    {
        Demand(privilege, operation);
        lock (gate)
            transactions.Store.ApplyCatalog(change(transactions.Store.Catalog));
    }

    /// <summary>Runs something that changes definitions on its own.</summary>
    public void Exclusively(Action change)
    {
        lock (gate)
            change();
    }

    /// <exception cref="System.ServiceModel.FaultException{T}">The caller may not, or this is inside a transaction.</exception>
    public void Demand(string privilege, Operation operation)
    {
        privileges.Demand(privilege, operation);
        if (operation.Scope is not null)
            throw Faults.InvalidArgument("Tables, columns, keys and relationships can't be changed inside a transaction: send the request by itself.");
    }

    /// <summary>The unique name of the managed solution that has this component; null: none has.</summary>
    public string? ManagedSolutionOf(Component component, Operation operation) => transactions.Read(operation, scope => scope.Rows("solutioncomponent", ("objectid", component.Id))
        .Select(row => scope.Find("solution", row.GetAttributeValue<EntityReference>("solutionid")?.Id ?? Guid.Empty))
        .FirstOrDefault(solution => solution?.GetAttributeValue<bool>("ismanaged") == true)?.GetAttributeValue<string>("uniquename"));

    private void Complete(StoreScope scope)
    {
        PlatformRows.Complete(scope);
        if (options.KeyIndexing == KeyIndexing.AfterImport && scope.Catalog.Tables.Any(table => table.Keys.Any(key => key.IndexStatus == KeyIndexStatus.Pending)))
            jobs.Queue("Key index creation", JobRunner.KeyIndexCreation, scope);
    }
}
