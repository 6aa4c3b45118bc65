using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>Associate: a row of the intersect table, or the lookup of the many side.</summary>
internal sealed class AssociateHandler(Associations associations) : IMessageHandler
{
    public string RequestName => "Associate";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        associations.Run(request, operation, connect: true);
        return new AssociateResponse { ResponseName = RequestName };
    }
}

internal sealed class DisassociateHandler(Associations associations) : IMessageHandler
{
    public string RequestName => "Disassociate";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        associations.Run(request, operation, connect: false);
        return new DisassociateResponse { ResponseName = RequestName };
    }
}

internal sealed class Associations(EventPipeline pipeline, RowUpdate update, SequentialIds ids, Privileges privileges, Transactions transactions)
{
    public void Run(OrganizationRequest request, Operation operation, bool connect)
    {
        var target = request.Need<EntityReference>("Target");
        var relationship = request.Need<Relationship>("Relationship");
        var related = request.Need<EntityReferenceCollection>("RelatedEntities");
        var catalog = transactions.Store.Catalog;
        var many = catalog.ManyToManyRelationships.FirstOrDefault(found => found.SchemaName == relationship.SchemaName);
        var one = catalog.Relationships.FirstOrDefault(found => found.SchemaName == relationship.SchemaName);
        if (many is null && one is null)
            throw Faults.InvalidArgument($"The relationship '{relationship.SchemaName}' does not exist.");

        var input = new ParameterCollection();
        input.AddRange(request.Parameters);
        var happening = new MessageEvent(request.RequestName, null, input) { Rows = [] };
        pipeline.Run([happening], operation, _ => { }, inside =>
        {
            var from = new EntityReference(target.LogicalName, KeyResolver.Resolve(target, inside.Scope!));
            foreach (var other in related)
            {
                var to = new EntityReference(other.LogicalName, KeyResolver.Resolve(other, inside.Scope!));
                if (many is not null)
                    Intersect(many, relationship, from, to, inside, connect);
                else
                    Look(one!, from, to, inside, connect);
            }
        });
    }

    private void Intersect(ManyToManyDefinition many, Relationship relationship, EntityReference from, EntityReference to, Operation inside, bool connect)
    {
        var scope = inside.Scope!;
        var isFirst = many.FirstTable == many.SecondTable ? relationship.PrimaryEntityRole != EntityRole.Referencing : many.FirstTable == from.LogicalName;
        var (first, second) = isFirst ? (from, to) : (to, from);
        if (first.LogicalName != many.FirstTable || second.LogicalName != many.SecondTable)
            throw Faults.InvalidArgument($"The relationship '{many.SchemaName}' joins {many.FirstTable} and {many.SecondTable}, not {from.LogicalName} and {to.LogicalName}.");
        privileges.Demand("Append", scope.Table(from.LogicalName), inside);
        privileges.Demand("AppendTo", scope.Table(to.LogicalName), inside);
        _ = scope.Get(first.LogicalName, first.Id);
        _ = scope.Get(second.LogicalName, second.Id);

        var table = scope.Table(many.IntersectTable);
        var found = scope.Rows(many.IntersectTable, (many.FirstIntersectColumn, first.Id), (many.SecondIntersectColumn, second.Id));
        if (!connect)
        {
            foreach (var row in found)
                scope.Delete(many.IntersectTable, row.Id);
        }
        else if (found.Count > 0)
        {
            throw Faults.Make(FaultCodes.DuplicateRecord, "Cannot insert duplicate key.");
        }
        else
        {
            scope.Insert(IntersectRows.Make(table, many, first.Id, second.Id, ids.Next()));
        }
    }

    private void Look(RelationshipDefinition one, EntityReference from, EntityReference to, Operation inside, bool connect)
    {
        var isOneSide = one.ReferencedTable == from.LogicalName && one.ReferencingTable == to.LogicalName;
        var (child, parent) = isOneSide ? (to, from) : (from, to);
        if (child.LogicalName != one.ReferencingTable || parent.LogicalName != one.ReferencedTable)
            throw Faults.InvalidArgument($"The relationship '{one.SchemaName}' joins {one.ReferencedTable} and {one.ReferencingTable}, not {from.LogicalName} and {to.LogicalName}.");
        var change = new Entity(child.LogicalName, child.Id) { [one.ReferencingColumn] = connect ? parent : null };
        update.Update([change], ConcurrencyBehavior.Default, [], inside);
    }
}

internal static class IntersectRows
{
    private const int GlobalDepth = 8;

    /// <summary>A row that joins two others; its columns hold plain ids or lookups, as the table says.</summary>
    public static Entity Make(TableDefinition table, ManyToManyDefinition many, Guid first, Guid second, Guid id)
    {
        object Value(string column, string target, Guid value) =>
            table.Columns.First(found => found.LogicalName == column).IsLookup ? new EntityReference(target, value) : value;

        var row = new Entity(many.IntersectTable, id)
        {
            [table.PrimaryIdColumn] = id,
            [many.FirstIntersectColumn] = Value(many.FirstIntersectColumn, many.FirstTable, first),
            [many.SecondIntersectColumn] = Value(many.SecondIntersectColumn, many.SecondTable, second),
        };

        // A privilege given without a depth reaches everywhere.
        if (table.LogicalName == "roleprivileges")
            row["privilegedepthmask"] = GlobalDepth;
        return row;
    }
}
