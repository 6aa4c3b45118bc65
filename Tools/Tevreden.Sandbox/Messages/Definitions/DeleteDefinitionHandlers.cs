using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Takes definitions away that customers made; those of the platform and of managed solutions stay.</summary>
internal sealed class DefinitionRemoval(SchemaChanges schema, SolutionRemoval removal)
{
    public OrganizationResponse Remove(OrganizationRequest request, string privilege, Operation operation, params Component[] components)
    {
        schema.Demand(privilege, operation);
        foreach (var component in components)
        {
            if (schema.ManagedSolutionOf(component, operation) is { } solution)
                throw Faults.InvalidArgument($"The {ComponentTypes.Name(component.Type)} ({component.Id:D}) belongs to the managed solution '{solution}' and can't be deleted by itself: uninstall or upgrade the solution.");
        }

        schema.Exclusively(() => removal.Remove(components, operation.Cancellation));
        return new OrganizationResponse { ResponseName = request.RequestName };
    }
}

internal sealed class DeleteEntityHandler(Transactions transactions, DefinitionRemoval removal) : IMessageHandler
{
    public string RequestName => "DeleteEntity";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var table = Definitions.Table(transactions.Store.Catalog, request, "LogicalName");
        return table.IsCustom
            ? removal.Remove(request, "prvDeleteEntity", operation, CatalogComponents.Of(table))
            : throw Faults.InvalidArgument($"The table '{table.LogicalName}' is not a custom table and can't be deleted.");
    }
}

internal sealed class DeleteAttributeHandler(Transactions transactions, DefinitionRemoval removal) : IMessageHandler
{
    public string RequestName => "DeleteAttribute";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var (table, column) = Definitions.Column(transactions.Store.Catalog, request);
        return column.IsCustom && column.LogicalName != table.PrimaryNameColumn && column.LogicalName != table.PrimaryIdColumn
            ? removal.Remove(request, "prvDeleteAttribute", operation, CatalogComponents.Of(table, column))
            : throw Faults.InvalidArgument($"The column '{column.LogicalName}' of '{table.LogicalName}' is a system column, or names the rows, and can't be deleted.");
    }
}

internal sealed class DeleteEntityKeyHandler(Transactions transactions, DefinitionRemoval removal) : IMessageHandler
{
    public string RequestName => "DeleteEntityKey";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var (table, key) = Definitions.Key(transactions.Store.Catalog, request, "EntityLogicalName", "Name");
        return removal.Remove(request, "prvDeleteEntity", operation, CatalogComponents.Of(table, key));
    }
}

internal sealed class DeleteRelationshipHandler(Transactions transactions, DefinitionRemoval removal) : IMessageHandler
{
    public string RequestName => "DeleteRelationship";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var catalog = transactions.Store.Catalog;
        var (one, many) = Definitions.Relationship(catalog, request);
        if (one is { IsCustom: false } || (many is not null && catalog.FindTable(many.IntersectTable) is not { IsCustom: true }))
            throw Faults.InvalidArgument($"The relationship '{one?.SchemaName ?? many!.SchemaName}' is the platform's own and can't be deleted.");
        if (many is not null)
            return removal.Remove(request, "prvDeleteRelationship", operation, CatalogComponents.Of(many), CatalogComponents.Of(catalog.FindTable(many.IntersectTable)!));

        // The lookup goes with its last relationship.
        var table = catalog.FindTable(one!.ReferencingTable)!;
        var isLast = catalog.RelationshipsFrom(table.LogicalName).Count(other => other.ReferencingColumn == one.ReferencingColumn) == 1;
        return removal.Remove(request, "prvDeleteRelationship", operation, isLast ? [CatalogComponents.Of(one), CatalogComponents.Of(table, catalog.FindColumn(table.LogicalName, one.ReferencingColumn)!)] : [CatalogComponents.Of(one)]);
    }
}

internal sealed class DeleteOptionSetHandler(Transactions transactions, DefinitionRemoval removal) : IMessageHandler
{
    public string RequestName => "DeleteOptionSet";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var catalog = transactions.Store.Catalog;
        var set = OptionSets.Global(catalog, request.Need<string>("Name"));
        return catalog.Tables.FirstOrDefault(table => table.Columns.Any(column => column.OptionSet is { IsGlobal: true } used && used.Name == set.Name)) is { } user
            ? throw Faults.ComponentInUse(ComponentTypes.Name(ComponentTypes.Choice), DefinitionIds.OptionSet(set.Name), set.Name, [$"the table '{user.LogicalName}' has a column of this choice"])
            : removal.Remove(request, "prvDeleteOptionSet", operation, CatalogComponents.Of(set));
    }
}
