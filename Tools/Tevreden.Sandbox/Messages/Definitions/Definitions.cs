using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Finds definitions by the name or the id that a request gives, as the platform does.</summary>
internal static class Definitions
{
    public static TableDefinition Table(MetadataCatalog catalog, OrganizationRequest request, string nameParameter)
    {
        if (request.Find<string>(nameParameter) is { Length: > 0 } name)
            return catalog.FindTable(name) ?? throw Faults.NoSuchTable(name);
        var id = Id(request);
        return catalog.Tables.FirstOrDefault(table => DefinitionIds.Table(table.LogicalName) == id) ?? throw NoSuch("entity", id);
    }

    public static (TableDefinition Table, ColumnDefinition Column) Column(MetadataCatalog catalog, OrganizationRequest request)
    {
        if (request.Find<string>("LogicalName") is { Length: > 0 } name)
        {
            var table = Table(catalog, request, "EntityLogicalName");
            return (table, catalog.FindColumn(table.LogicalName, name) ?? throw Faults.NoSuchColumn(table.LogicalName, name));
        }

        var id = Id(request);
        var found = catalog.Tables.SelectMany(table => table.Columns, (table, column) => (Table: table, Column: column))
            .FirstOrDefault(pair => DefinitionIds.Column(pair.Table.LogicalName, pair.Column.LogicalName) == id);
        return found.Table is null ? throw NoSuch("attribute", id) : found;
    }

    public static (TableDefinition Table, KeyDefinition Key) Key(MetadataCatalog catalog, OrganizationRequest request, string tableParameter, string keyParameter)
    {
        if (request.Find<string>(keyParameter) is not { Length: > 0 } name)
        {
            var id = Id(request);
            var found = catalog.Tables.SelectMany(table => table.Keys, (table, key) => (Table: table, Key: key))
                .FirstOrDefault(pair => DefinitionIds.Key(pair.Table.LogicalName, pair.Key.LogicalName) == id);
            return found.Table is null ? throw NoSuch("entitykey", id) : found;
        }

        var of = Table(catalog, request, tableParameter);
        return (of, of.Keys.FirstOrDefault(key => key.LogicalName == name) ?? throw Faults.InvalidArgument($"The table '{of.LogicalName}' has no key '{name}'."));
    }

    /// <summary>A one-to-many relationship, or a many-to-many one.</summary>
    public static (RelationshipDefinition? One, ManyToManyDefinition? Many) Relationship(MetadataCatalog catalog, OrganizationRequest request)
    {
        var name = request.Find<string>("Name");
        var id = name is null ? Id(request) : Guid.Empty;
        bool Is(string schemaName) => name is null ? DefinitionIds.Relationship(schemaName) == id : string.Equals(schemaName, name, StringComparison.OrdinalIgnoreCase);
        var one = catalog.Relationships.FirstOrDefault(found => Is(found.SchemaName));
        var many = catalog.ManyToManyRelationships.FirstOrDefault(found => Is(found.SchemaName));
        return one is null && many is null ? throw Faults.InvalidArgument($"The relationship '{name ?? id.ToString("D")}' does not exist.") : (one, many);
    }

    private static Guid Id(OrganizationRequest request) =>
        request.Parameters.TryGetValue("MetadataId", out var value) && value is Guid id && id != Guid.Empty
            ? id
            : throw Faults.InvalidArgument($"{request.RequestName} expects a name or a MetadataId.");

    private static FaultException<OrganizationServiceFault> NoSuch(string kind, Guid id) => Faults.Make(FaultCodes.EntityNotFound, $"Could not find {kind} metadata with MetadataId {id:D}.");
}
