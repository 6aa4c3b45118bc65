using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages;

/// <summary>Reads the rows related to one, each relationship by its own query.</summary>
internal sealed class RelatedReading(Transactions transactions, RowReading rows)
{
    public void Fill(Entity row, RelationshipQueryCollection asked, Operation operation)
    {
        foreach (var (relationship, query) in asked)
        {
            var narrowed = Narrow(query as QueryExpression ?? throw Faults.InvalidArgument($"RelatedEntitiesQuery takes a QueryExpression for each relationship; '{relationship.SchemaName}' has a {query?.GetType().Name}."), relationship, row, operation);
            row.RelatedEntities[relationship] = narrowed is null ? new EntityCollection { EntityName = ((QueryExpression)query).EntityName } : rows.RetrieveMultiple(narrowed, [], operation);
        }
    }

    // The caller's query stays as it is. Null: the lookup is empty.
    private QueryExpression? Narrow(QueryExpression query, Relationship relationship, Entity row, Operation operation)
    {
        var catalog = transactions.Store.Catalog;
        var narrowed = new QueryExpression(query.EntityName) { ColumnSet = query.ColumnSet, TopCount = query.TopCount, Distinct = query.Distinct, PageInfo = query.PageInfo };
        narrowed.Criteria.AddFilter(query.Criteria);
        narrowed.Orders.AddRange(query.Orders);
        narrowed.LinkEntities.AddRange(query.LinkEntities);
        if (catalog.Relationships.FirstOrDefault(one => one.SchemaName == relationship.SchemaName) is { } found)
            return OverLookup(narrowed, found, relationship, row, operation);
        if (catalog.ManyToManyRelationships.FirstOrDefault(many => many.SchemaName == relationship.SchemaName) is not { } many)
            throw Faults.InvalidArgument($"The relationship '{relationship.SchemaName}' does not exist.");
        var isFirst = many.FirstTable == query.EntityName && many.FirstTable != row.LogicalName;
        var (near, far) = isFirst ? (many.FirstIntersectColumn, many.SecondIntersectColumn) : (many.SecondIntersectColumn, many.FirstIntersectColumn);
        narrowed.AddLink(many.IntersectTable, catalog.FindTable(query.EntityName)!.PrimaryIdColumn, near).LinkCriteria.AddCondition(far, ConditionOperator.Equal, row.Id);
        return narrowed;
    }

    private QueryExpression? OverLookup(QueryExpression narrowed, RelationshipDefinition found, Relationship relationship, Entity row, Operation operation)
    {
        var pointsAway = found.ReferencingTable == found.ReferencedTable ? relationship.PrimaryEntityRole == EntityRole.Referencing : found.ReferencingTable == row.LogicalName;
        if (!pointsAway)
        {
            narrowed.Criteria.AddCondition(found.ReferencingColumn, ConditionOperator.Equal, row.Id);
            return narrowed;
        }

        if (rows.Retrieve(row.ToEntityReference(), new ColumnSet(found.ReferencingColumn), [], operation).GetAttributeValue<EntityReference>(found.ReferencingColumn) is not { } target)
            return null;
        narrowed.Criteria.AddCondition(found.ReferencedColumn, ConditionOperator.Equal, target.Id);
        return narrowed;
    }
}
