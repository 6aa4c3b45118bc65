using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages;

/// <summary>Creates a row together with the rows that its RelatedEntities hold, in one transaction: those it points at first, those that point at it after.</summary>
internal sealed class RelatedCreation(Transactions transactions, IMessages messages)
{
    public Guid Create(Entity row, ParameterCollection parameters, Operation operation)
    {
        var id = Guid.Empty;
        transactions.Run(operation, inside => id = Inside(row, parameters, inside));
        return id;
    }

    private Guid Inside(Entity row, ParameterCollection parameters, Operation inside)
    {
        var catalog = inside.Scope!.Catalog;
        var alone = Values.Copy(row);
        alone.RelatedEntities.Clear();
        var after = new List<Action<Guid>>();
        foreach (var (relationship, related) in row.RelatedEntities)
        {
            var one = catalog.Relationships.FirstOrDefault(found => found.SchemaName == relationship.SchemaName);
            if (one is not null && PointsAt(one, row, relationship))
                alone[one.ReferencingColumn] = new EntityReference(one.ReferencedTable, Send(related.Entities.Single(), [], inside));
            else if (one is not null)
                after.Add(id => Children(one, row.LogicalName, id, related, inside));
            else if (catalog.ManyToManyRelationships.Any(many => many.SchemaName == relationship.SchemaName))
                after.Add(id => Associated(relationship, row.LogicalName, id, related, inside));
            else
                throw Faults.InvalidArgument($"The relationship '{relationship.SchemaName}' does not exist.");
        }

        var made = Send(alone, parameters, inside);
        foreach (var action in after)
            action(made);
        return made;
    }

    private static bool PointsAt(RelationshipDefinition one, Entity row, Relationship relationship) => one.ReferencingTable == one.ReferencedTable
        ? relationship.PrimaryEntityRole == EntityRole.Referencing
        : one.ReferencingTable == row.LogicalName;

    private void Children(RelationshipDefinition one, string table, Guid id, EntityCollection related, Operation inside)
    {
        foreach (var child in related.Entities)
        {
            var copy = Values.Copy(child);
            copy[one.ReferencingColumn] = new EntityReference(table, id);
            Send(copy, [], inside);
        }
    }

    private void Associated(Relationship relationship, string table, Guid id, EntityCollection related, Operation inside)
    {
        var others = new EntityReferenceCollection([.. related.Entities.Select(other => new EntityReference(other.LogicalName, Send(other, [], inside)))]);
        messages.Execute(new AssociateRequest { Target = new EntityReference(table, id), Relationship = relationship, RelatedEntities = others }, inside);
    }

    private Guid Send(Entity row, ParameterCollection parameters, Operation inside)
    {
        var request = new CreateRequest();
        request.Parameters.AddRange(parameters.Where(pair => pair.Key != "Target"));
        request.Target = row;
        return ((CreateResponse)messages.Execute(request, inside)).id;
    }
}
