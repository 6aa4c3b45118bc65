using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

internal sealed class UpdateEntityHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "UpdateEntity";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var sdk = request.Need<EntityMetadata>("Entity");
        schema.Change("prvWriteEntity", operation, catalog =>
        {
            var table = Named(catalog, sdk);
            return CatalogEdits.WithTable(catalog, table with
            {
                DisplayName = SdkLabels.Laid(table.DisplayName, sdk.DisplayName),
                DisplayCollectionName = SdkLabels.Laid(table.DisplayCollectionName, sdk.DisplayCollectionName),
                Description = SdkLabels.Laid(table.Description, sdk.Description),
            });
        });
        return new OrganizationResponse { ResponseName = RequestName };
    }

    private static TableDefinition Named(MetadataCatalog catalog, EntityMetadata sdk)
    {
        var name = sdk.LogicalName ?? sdk.SchemaName?.ToLowerInvariant();
        return catalog.Tables.FirstOrDefault(table => name is not null ? table.LogicalName == name : DefinitionIds.Table(table.LogicalName) == sdk.MetadataId) ?? throw Faults.NoSuchTable(name);
    }
}

internal sealed class UpdateAttributeHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "UpdateAttribute";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var sdk = request.Need<AttributeMetadata>("Attribute");
        var table = request.Need<string>("EntityName");
        schema.Change("prvWriteAttribute", operation, catalog =>
        {
            var known = catalog.FindTable(table) ?? throw Faults.NoSuchTable(table);
            var name = sdk.LogicalName ?? sdk.SchemaName?.ToLowerInvariant();
            var column = known.Columns.FirstOrDefault(found => name is not null ? found.LogicalName == name : DefinitionIds.Column(table, found.LogicalName) == sdk.MetadataId) ?? throw Faults.NoSuchColumn(table, name ?? "");
            return CatalogEdits.WithColumn(catalog, known, CatalogColumns.Laid(column, sdk));
        });
        return new OrganizationResponse { ResponseName = RequestName };
    }
}

internal sealed class UpdateRelationshipHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "UpdateRelationship";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var sdk = request.Need<RelationshipMetadataBase>("Relationship");
        schema.Change("prvWriteRelationship", operation, catalog =>
        {
            if (sdk is not OneToManyRelationshipMetadata { CascadeConfiguration: { } cascade })
                return catalog;
            var one = catalog.Relationships.FirstOrDefault(found => sdk.SchemaName is null ? DefinitionIds.Relationship(found.SchemaName) == sdk.MetadataId : found.SchemaName == sdk.SchemaName)
                ?? throw Faults.InvalidArgument($"The relationship '{sdk.SchemaName}' does not exist.");
            var changed = one with
            {
                CascadeAssign = cascade.Assign is null ? one.CascadeAssign : SdkRelationships.Cascade(cascade.Assign),
                CascadeDelete = cascade.Delete is null ? one.CascadeDelete : SdkRelationships.Cascade(cascade.Delete),
                CascadeMerge = cascade.Merge is null ? one.CascadeMerge : SdkRelationships.Cascade(cascade.Merge),
                CascadeReparent = cascade.Reparent is null ? one.CascadeReparent : SdkRelationships.Cascade(cascade.Reparent),
                CascadeShare = cascade.Share is null ? one.CascadeShare : SdkRelationships.Cascade(cascade.Share),
            };
            return new MetadataCatalog(catalog.Tables, catalog.Relationships.Select(found => found == one ? changed : found), catalog.ManyToManyRelationships, catalog.GlobalOptionSets);
        });
        return new OrganizationResponse { ResponseName = RequestName };
    }
}

/// <summary>The catalog with one thing in it changed.</summary>
internal static class CatalogEdits
{
    public static MetadataCatalog WithTable(MetadataCatalog catalog, TableDefinition changed) =>
        new(catalog.Tables.Select(table => table.LogicalName == changed.LogicalName ? changed : table), catalog.Relationships, catalog.ManyToManyRelationships, catalog.GlobalOptionSets);

    public static MetadataCatalog WithColumn(MetadataCatalog catalog, TableDefinition table, ColumnDefinition changed) =>
        WithTable(catalog, table with { Columns = [.. table.Columns.Select(column => column.LogicalName == changed.LogicalName ? changed : column)] });

    /// <summary>A global choice, and the columns that are of it.</summary>
    public static MetadataCatalog WithChoice(MetadataCatalog catalog, OptionSetDefinition changed)
    {
        var changes = new CatalogChanges();
        changes.OptionSets.Add(changed);
        return changes.ApplyTo(catalog);
    }
}
