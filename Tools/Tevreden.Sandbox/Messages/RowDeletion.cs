using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Messages;

/// <summary>Deletes a row, through the pipeline, with what its relationships say of the rows that point at it.</summary>
internal sealed class RowDeletion(Transactions transactions, EventPipeline pipeline, RowWrites writes, Privileges privileges)
{
    public void Delete(EntityReference target, ConcurrencyBehavior concurrency, ParameterCollection parameters, Operation operation)
    {
        var table = (target.LogicalName is null ? null : transactions.Store.Catalog.FindTable(target.LogicalName)) ?? throw Faults.NoSuchTable(target.LogicalName);
        var id = transactions.Read(operation, scope => KeyResolver.Resolve(target, scope));
        var version = concurrency == ConcurrencyBehavior.IfRowVersionMatches ? RowUpdate.VersionOf(target.RowVersion) : null;
        var input = new ParameterCollection();
        input.AddRange(parameters);
        input["Target"] = new EntityReference(table.LogicalName, id) { RowVersion = target.RowVersion };

        var happening = new MessageEvent("Delete", table.LogicalName, input) { Rows = [new EventRow(table.LogicalName, id, null)], ValidationIsParent = true };
        pipeline.Run(
            [happening],
            operation,
            inside =>
            {
                var current = inside.Scope!.Get(table.LogicalName, id);
                privileges.Demand("Delete", table, current, inside);
                happening.Rows[0].Before = current;
            },
            inside =>
            {
                Children(table, id, inside);
                Intersections(table, id, inside);
                writes.Delete(table, id, inside.Scope!, version);
            });
    }

    private void Children(TableDefinition table, Guid id, Operation inside)
    {
        var scope = inside.Scope!;
        foreach (var relationship in scope.Catalog.RelationshipsTo(table.LogicalName))
        {
            if (scope.Catalog.FindTable(relationship.ReferencingTable) is not { } child || scope.Catalog.FindColumn(child.LogicalName, relationship.ReferencingColumn) is not { } column)
                continue;
            if (relationship.CascadeDelete == CascadeType.NoCascade || !Columns.IsStored(column) || child.LogicalName == "activitypointer")
                continue;
            foreach (var row in Pointing(child, column, table, id, scope))
                Follow(relationship, child, row, table, id, inside);
        }
    }

    private void Follow(RelationshipDefinition relationship, TableDefinition child, Entity row, TableDefinition table, Guid id, Operation inside)
    {
        switch (relationship.CascadeDelete)
        {
            case CascadeType.Restrict:
                throw Faults.Restricted(table.LogicalName, id, child.LogicalName);
            case CascadeType.RemoveLink:
                writes.Update(child, row.Id, new Entity(child.LogicalName, row.Id) { [relationship.ReferencingColumn] = null }, inside.Scope!);
                break;
            default:
                if (inside.Scope!.Find(child.LogicalName, row.Id) is not null)
                    Delete(row.ToEntityReference(), ConcurrencyBehavior.Default, [], inside);
                break;
        }
    }

    private static DataCollection<Entity> Pointing(TableDefinition child, ColumnDefinition column, TableDefinition table, Guid id, StoreScope scope)
    {
        // An id can occur in a lookup that may point at several tables: the row's own value decides.
        var query = new QueryExpression(child.LogicalName) { ColumnSet = new ColumnSet(column.LogicalName) };
        query.Criteria.AddCondition(column.LogicalName, ConditionOperator.Equal, id);
        var rows = scope.Query(query, new QueryContext(Guid.Empty, default)).Entities;
        foreach (var other in rows.Where(row => row.GetAttributeValue<EntityReference>(column.LogicalName)?.LogicalName != table.LogicalName).ToList())
            rows.Remove(other);
        return rows;
    }

    private static void Intersections(TableDefinition table, Guid id, Operation inside)
    {
        var scope = inside.Scope!;
        foreach (var many in scope.Catalog.ManyToManyRelationships)
        {
            if (many.FirstTable == table.LogicalName)
                Remove(many.FirstIntersectColumn);
            if (many.SecondTable == table.LogicalName)
                Remove(many.SecondIntersectColumn);

            void Remove(string column)
            {
                foreach (var row in scope.Rows(many.IntersectTable, (column, id)))
                    scope.Delete(many.IntersectTable, row.Id);
            }
        }
    }
}
