using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Standard;

namespace Tevreden.Sandbox.Messages.Definitions;

internal sealed class CreateEntityHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "CreateEntity";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var table = CatalogTables.Of(request.Need<EntityMetadata>("Entity"), request.Need<StringAttributeMetadata>("PrimaryAttribute"));
        schema.Apply("prvCreateEntity", operation, catalog =>
        {
            if (catalog.FindTable(table.LogicalName) is not null)
                throw Faults.InvalidArgument($"A table '{table.LogicalName}' exists already.");
            var changes = new CatalogChanges();
            changes.Tables.Add(table);
            changes.Relationships.AddRange(ImpliedRelationships.Of(table, catalog.Tables, new Dictionary<(string, string), string>()));
            changes.Relationships.AddRange(ActivityRelationships.Of(table, catalog, activities: Has(request, "HasActivities"), notes: Has(request, "HasNotes")));
            return changes.ApplyTo(catalog);
        });
        return new CreateEntityResponse
        {
            ResponseName = RequestName,
            Results = { ["EntityId"] = DefinitionIds.Table(table.LogicalName), ["AttributeId"] = DefinitionIds.Column(table.LogicalName, table.PrimaryNameColumn!) },
        };
    }

    // A parameter of the message, or a property of the definition.
    private static bool Has(OrganizationRequest request, string name) =>
        request.Find<object>(name) is true || (typeof(EntityMetadata).GetProperty(name)?.GetValue(request.Need<EntityMetadata>("Entity")) is true);
}

internal sealed class CreateAttributeHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "CreateAttribute";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var column = CatalogColumns.Of(request.Need<AttributeMetadata>("Attribute"));
        if (column.IsLookup)
            throw Faults.InvalidArgument("A lookup is created with its relationship, by CreateOneToMany.");
        var table = request.Need<string>("EntityName");
        schema.Apply("prvCreateAttribute", operation, catalog => Added(catalog, table, column).ApplyTo(catalog));
        return new CreateAttributeResponse { ResponseName = RequestName, Results = { ["AttributeId"] = DefinitionIds.Column(table, column.LogicalName) } };
    }

    public static CatalogChanges Added(MetadataCatalog catalog, string table, ColumnDefinition column)
    {
        var known = catalog.FindTable(table) ?? throw Faults.NoSuchTable(table);
        if (catalog.FindColumn(table, column.LogicalName) is not null)
            throw Faults.InvalidArgument($"The table '{table}' has a column '{column.LogicalName}' already.");
        if (column.OptionSet is { IsGlobal: true } set)
            column = column with { OptionSet = catalog.GlobalOptionSets.FirstOrDefault(found => found.Name == set.Name) ?? throw Faults.InvalidArgument($"There is no global choice '{set.Name}'.") };
        var changes = new CatalogChanges();
        changes.Tables.Add(known with { Columns = column.Type == ColumnType.Image ? [column, .. ImageParts.ColumnsOf(column)] : [column], Keys = [] });
        return changes;
    }
}

internal sealed class CreateOneToManyHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "CreateOneToMany";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var sdk = request.Need<OneToManyRelationshipMetadata>("OneToManyRelationship");
        var lookup = CatalogColumns.Of(request.Need<LookupAttributeMetadata>("Lookup")) with { Targets = [sdk.ReferencedEntity] };
        schema.Apply("prvCreateRelationship", operation, catalog =>
        {
            var changes = CreateAttributeHandler.Added(catalog, sdk.ReferencingEntity, lookup);
            changes.Relationships.Add(CatalogTables.Of(sdk, lookup, catalog.FindTable(sdk.ReferencedEntity) ?? throw Faults.NoSuchTable(sdk.ReferencedEntity)));
            return changes.ApplyTo(catalog);
        });
        return new CreateOneToManyResponse
        {
            ResponseName = RequestName,
            Results = { ["AttributeId"] = DefinitionIds.Column(sdk.ReferencingEntity, lookup.LogicalName), ["RelationshipId"] = DefinitionIds.Relationship(sdk.SchemaName) },
        };
    }
}

internal sealed class CreateManyToManyHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "CreateManyToMany";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var sdk = request.Need<ManyToManyRelationshipMetadata>("ManyToManyRelationship");
        var intersect = Names.Custom(request.Find<string>("IntersectEntitySchemaName") ?? sdk.IntersectEntityName ?? sdk.SchemaName, "intersect table");
        schema.Apply("prvCreateRelationship", operation, catalog =>
        {
            var (many, table) = IntersectTables.Make(
                Names.Custom(sdk.SchemaName, "relationship"),
                intersect,
                catalog.FindTable(sdk.Entity1LogicalName) ?? throw Faults.NoSuchTable(sdk.Entity1LogicalName),
                catalog.FindTable(sdk.Entity2LogicalName) ?? throw Faults.NoSuchTable(sdk.Entity2LogicalName),
                solution: null);
            var changes = new CatalogChanges();
            changes.Tables.Add(table);
            changes.ManyToMany.Add(many with
            {
                FirstNavigationProperty = sdk.Entity1NavigationPropertyName ?? many.FirstNavigationProperty,
                SecondNavigationProperty = sdk.Entity2NavigationPropertyName ?? many.SecondNavigationProperty,
            });
            return changes.ApplyTo(catalog);
        });
        return new CreateManyToManyResponse { ResponseName = RequestName, Results = { ["ManyToManyRelationshipId"] = DefinitionIds.Relationship(sdk.SchemaName) } };
    }
}

internal sealed class CreateEntityKeyHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "CreateEntityKey";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var table = request.Need<string>("EntityName");
        var sdk = request.Need<EntityKeyMetadata>("EntityKey");
        var schemaName = Names.Custom(sdk.SchemaName, "key");
        var key = new KeyDefinition
        {
            SchemaName = schemaName,
            LogicalName = Names.Logical(schemaName),
            Columns = sdk.KeyAttributes ?? throw Faults.InvalidArgument("A key needs KeyAttributes."),
            DisplayName = SdkLabels.Text(sdk.DisplayName),
            IndexStatus = KeyIndexStatus.Pending,
        };
        schema.Apply("prvCreateEntity", operation, catalog =>
        {
            var known = catalog.FindTable(table) ?? throw Faults.NoSuchTable(table);
            if (key.Columns.FirstOrDefault(column => catalog.FindColumn(table, column) is null) is { } unknown)
                throw Faults.NoSuchColumn(table, unknown);
            var changes = new CatalogChanges();
            changes.Tables.Add(known with { Columns = [], Keys = [key] });
            return changes.ApplyTo(catalog);
        });
        return new CreateEntityKeyResponse { ResponseName = RequestName, Results = { ["EntityKeyId"] = DefinitionIds.Key(table, key.LogicalName) } };
    }
}
