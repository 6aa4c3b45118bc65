using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>Merge of accounts, contacts, leads and cases: what points at the subordinate moves to the target, and the subordinate is deactivated.</summary>
internal sealed class MergeHandler(EventPipeline pipeline, ContextFacts facts, RowUpdate update, RowWrites writes, Privileges privileges) : IMessageHandler
{
    private const int Inactive = 1, CaseMerged = 2000;

    private static readonly HashSet<string> Mergeable = ["account", "contact", "lead", "incident"];

    public string RequestName => "Merge";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var target = request.Need<EntityReference>("Target");
        var subordinate = request.Need<Guid>("SubordinateId");
        if (!Mergeable.Contains(target.LogicalName))
            throw Faults.MessageNotFor(RequestName, target.LogicalName);
        if (target.Id == subordinate)
            throw Faults.InvalidArgument("A row can't be merged with itself: Target and SubordinateId are the same.");

        var input = new ParameterCollection();
        input.AddRange(request.Parameters);
        var happening = new MessageEvent(RequestName, target.LogicalName, input) { Rows = [new EventRow(target.LogicalName, target.Id, null)] };
        pipeline.Run(
            [happening],
            operation,
            inside => Check(target, subordinate, request, inside),
            inside => Merge(target, subordinate, happening, inside));
        return new MergeResponse { ResponseName = RequestName };
    }

    private void Check(EntityReference target, Guid subordinate, OrganizationRequest request, Operation inside)
    {
        var scope = inside.Scope!;
        var table = scope.Table(target.LogicalName);
        var master = scope.Get(table.LogicalName, target.Id);
        var other = scope.Get(table.LogicalName, subordinate);
        privileges.Demand("Merge", inside);
        privileges.Demand("Write", table, master, inside);
        privileges.Demand("Write", table, other, inside);
        foreach (var row in (ReadOnlySpan<Entity>)[master, other])
        {
            if (row.GetAttributeValue<OptionSetValue>("statecode")?.Value is { } state and not 0)
                throw Faults.InvalidArgument($"Only active rows can be merged: {table.LogicalName} {row.Id:D} has state {state}.");
        }

        if (table.LogicalName == "incident" && ParentOf(master) != ParentOf(other) && request.Parameters.TryGetValue("PerformParentingChecks", out var checks) && checks is true)
            throw Faults.InvalidArgument("Cases with different parents can't be merged.");
    }

    private static Guid? ParentOf(Entity row) => row.GetAttributeValue<EntityReference>("parentcaseid")?.Id;

    private void Merge(EntityReference target, Guid subordinate, MessageEvent happening, Operation inside)
    {
        var scope = inside.Scope!;
        var table = scope.Table(target.LogicalName);
        var isCase = table.LogicalName == "incident";
        var nested = inside with
        {
            ByPlatform = true,
            Parent = facts.Context(RequestName, table.LogicalName, inside) with { Stage = Stage.Main, PrimaryEntityId = target.Id, InputParameters = happening.Input, IsInTransaction = true },
        };

        // UpdateContent is ignored for cases, as Microsoft's page on merging says.
        if (!isCase && happening.Input.TryGetValue("UpdateContent", out var content) && content is Entity { Attributes.Count: > 0 } changes)
        {
            var change = Values.Copy(changes);
            change.Id = target.Id;
            update.Update([change], ConcurrencyBehavior.Default, [], inside with { Parent = nested.Parent });
        }

        foreach (var relationship in scope.Catalog.RelationshipsTo(table.LogicalName).Where(relationship => relationship.CascadeMerge == CascadeType.Cascade))
            Move(relationship, target, subordinate, scope);

        var merged = new Entity(table.LogicalName, subordinate)
        {
            ["masterid"] = new EntityReference(table.LogicalName, target.Id),
            ["merged"] = true,
            ["statecode"] = new OptionSetValue(isCase ? CaseRules.Cancelled : Inactive),
        };
        if (isCase)
            merged["statuscode"] = new OptionSetValue(CaseMerged);
        update.Update([merged], ConcurrencyBehavior.Default, [], nested);
    }

    private void Move(RelationshipDefinition relationship, EntityReference target, Guid subordinate, StoreScope scope)
    {
        if (scope.Catalog.FindTable(relationship.ReferencingTable) is not { } child
            || scope.Catalog.FindColumn(child.LogicalName, relationship.ReferencingColumn) is not { } column
            || !Columns.IsStored(column))
        {
            return;
        }

        foreach (var row in scope.Rows(child.LogicalName, (column.LogicalName, subordinate)))
        {
            if (row.GetAttributeValue<EntityReference>(column.LogicalName)?.LogicalName != target.LogicalName || row.Id == target.Id)
                continue;
            var change = new Entity(child.LogicalName, row.Id) { [column.LogicalName] = new EntityReference(target.LogicalName, target.Id) };
            writes.Update(child, row.Id, change, scope);
        }
    }
}
