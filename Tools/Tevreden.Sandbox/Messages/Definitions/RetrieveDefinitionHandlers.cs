using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages.Definitions;

internal sealed class RetrieveEntityHandler(Transactions transactions, Principals principals) : IMessageHandler
{
    public string RequestName => "RetrieveEntity";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var catalog = transactions.Store.Catalog;
        var table = Definitions.Table(catalog, request, "LogicalName");
        return new RetrieveEntityResponse { ResponseName = RequestName, Results = { ["EntityMetadata"] = SdkTables.Of(table, catalog, Filters.Of(request), principals.Get(operation).Language) } };
    }
}

internal sealed class RetrieveAllEntitiesHandler(Transactions transactions, Principals principals) : IMessageHandler
{
    public string RequestName => "RetrieveAllEntities";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var catalog = transactions.Store.Catalog;
        var parts = Filters.Of(request);
        var language = principals.Get(operation).Language;
        return new RetrieveAllEntitiesResponse
        {
            ResponseName = RequestName,
            Results = { ["EntityMetadata"] = catalog.Tables.Select(table => SdkTables.Of(table, catalog, parts, language)).ToArray(), ["Timestamp"] = Stamps.Of(catalog) },
        };
    }
}

internal sealed class RetrieveAttributeHandler(Transactions transactions, Principals principals) : IMessageHandler
{
    public string RequestName => "RetrieveAttribute";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var (table, column) = Definitions.Column(transactions.Store.Catalog, request);
        var number = table.Columns.TakeWhile(found => found != column).Count() + 1;
        return new RetrieveAttributeResponse { ResponseName = RequestName, Results = { ["AttributeMetadata"] = SdkColumns.Of(table, column, number, principals.Get(operation).Language) } };
    }
}

internal sealed class RetrieveEntityKeyHandler(Transactions transactions, Principals principals) : IMessageHandler
{
    public string RequestName => "RetrieveEntityKey";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var (table, key) = Definitions.Key(transactions.Store.Catalog, request, "EntityLogicalName", "LogicalName");
        return new RetrieveEntityKeyResponse { ResponseName = RequestName, Results = { ["EntityKeyMetadata"] = SdkTables.Key(table, key, principals.Get(operation).Language) } };
    }
}

internal sealed class RetrieveRelationshipHandler(Transactions transactions) : IMessageHandler
{
    public string RequestName => "RetrieveRelationship";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var (one, many) = Definitions.Relationship(transactions.Store.Catalog, request);
        RelationshipMetadataBase found = one is null ? SdkRelationships.Of(many!) : SdkRelationships.Of(one);
        return new RetrieveRelationshipResponse { ResponseName = RequestName, Results = { ["RelationshipMetadata"] = found } };
    }
}

internal sealed class RetrieveOptionSetHandler(Transactions transactions, Principals principals) : IMessageHandler
{
    public string RequestName => "RetrieveOptionSet";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var name = request.Find<string>("Name");
        var id = request.Parameters.TryGetValue("MetadataId", out var value) && value is Guid given ? given : Guid.Empty;
        var set = transactions.Store.Catalog.GlobalOptionSets.FirstOrDefault(found => name is null ? DefinitionIds.OptionSet(found.Name) == id : found.Name == name)
            ?? throw Faults.Make(FaultCodes.EntityNotFound, $"Could not find an optionset with {(name is null ? $"MetadataId {id:D}" : $"name '{name}'")}.");
        return new RetrieveOptionSetResponse { ResponseName = RequestName, Results = { ["OptionSetMetadata"] = SdkOptionSets.Of(set, ColumnType.Picklist, principals.Get(operation).Language) } };
    }
}

internal sealed class RetrieveAllOptionSetsHandler(Transactions transactions, Principals principals) : IMessageHandler
{
    public string RequestName => "RetrieveAllOptionSets";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var language = principals.Get(operation).Language;
        var sets = transactions.Store.Catalog.GlobalOptionSets.Select(OptionSetMetadataBase (set) => SdkOptionSets.Of(set, ColumnType.Picklist, language)).ToArray();
        return new RetrieveAllOptionSetsResponse { ResponseName = RequestName, Results = { ["OptionSetMetadata"] = sets } };
    }
}

internal static class Filters
{
    public static EntityFilters Of(OrganizationRequest request) =>
        request.Parameters.TryGetValue("EntityFilters", out var value) && value is EntityFilters filters ? filters : EntityFilters.Default;
}

internal static class Stamps
{
    // Definitions change by imports and by the messages of this folder, each of which makes another catalog.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<MetadataCatalog, string> Given = [];
    private static long _last;

    public static string Of(MetadataCatalog catalog) =>
        Given.GetValue(catalog, _ => Interlocked.Increment(ref _last).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
