using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Metadata.Query;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Definitions that a query asks for. All properties come back, also those that it leaves out, and no deletions: the sandbox keeps no history of definitions.</summary>
internal sealed class RetrieveMetadataChangesHandler(Transactions transactions, Principals principals) : IMessageHandler
{
    public string RequestName => "RetrieveMetadataChanges";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var query = request.Find<EntityQueryExpression>("Query");
        var catalog = transactions.Store.Catalog;
        var language = principals.Get(operation).Language;
        var found = new EntityMetadataCollection();
        if (request.Find<string>("ClientVersionStamp") != Stamps.Of(catalog))
            found.AddRange(catalog.Tables.Select(table => SdkTables.Of(table, catalog, EntityFilters.All, language)).Where(table => Matches(query?.Criteria, table)).Select(table => Cut(table, query)));
        return new RetrieveMetadataChangesResponse { ResponseName = RequestName, Results = { ["EntityMetadata"] = found, ["ServerVersionStamp"] = Stamps.Of(catalog), ["DeletedMetadata"] = new DeletedMetadataCollection() } };
    }

    private static EntityMetadata Cut(EntityMetadata table, EntityQueryExpression? query)
    {
        var columns = query?.AttributeQuery is { } asked ? table.Attributes.Where(column => Matches(asked.Criteria, column)).ToArray() : table.Attributes;
        return table
            .With(nameof(EntityMetadata.Attributes), Wants(query, nameof(EntityMetadata.Attributes)) ? columns : null)
            .With(nameof(EntityMetadata.OneToManyRelationships), Wants(query, nameof(EntityMetadata.OneToManyRelationships)) ? table.OneToManyRelationships.Where(one => Matches(query?.RelationshipQuery?.Criteria, one)).ToArray() : null)
            .With(nameof(EntityMetadata.ManyToOneRelationships), Wants(query, nameof(EntityMetadata.ManyToOneRelationships)) ? table.ManyToOneRelationships.Where(one => Matches(query?.RelationshipQuery?.Criteria, one)).ToArray() : null)
            .With(nameof(EntityMetadata.ManyToManyRelationships), Wants(query, nameof(EntityMetadata.ManyToManyRelationships)) ? table.ManyToManyRelationships.Where(one => Matches(query?.RelationshipQuery?.Criteria, one)).ToArray() : null);
    }

    private static bool Wants(EntityQueryExpression? query, string part) =>
        query?.Properties is not { AllProperties: false } properties || properties.PropertyNames.Contains(part);

    private static bool Matches(MetadataFilterExpression? filter, object definition)
    {
        if (filter is null || filter.Conditions.Count + filter.Filters.Count == 0)
            return true;
        var results = filter.Conditions.Select(condition => Matches(condition, definition)).Concat(filter.Filters.Select(inner => Matches(inner, definition)));
        return filter.FilterOperator == LogicalOperator.Or ? results.Any(yes => yes) : results.All(yes => yes);
    }

    private static bool Matches(MetadataConditionExpression condition, object definition)
    {
        var property = definition.GetType().GetProperty(condition.PropertyName)
            ?? throw Faults.InvalidArgument($"{definition.GetType().Name} has no property '{condition.PropertyName}' that a query could name.");
        var value = Plain(property.GetValue(definition));
        var wanted = condition.Value;
        return condition.ConditionOperator switch
        {
            MetadataConditionOperator.Equals => Same(value, wanted),
            MetadataConditionOperator.NotEquals => !Same(value, wanted),
            MetadataConditionOperator.In => Among(value, wanted),
            MetadataConditionOperator.NotIn => !Among(value, wanted),
            MetadataConditionOperator.GreaterThan => Compare(value, wanted) > 0,
            MetadataConditionOperator.LessThan => Compare(value, wanted) < 0,
            _ => throw Faults.InvalidArgument($"The operator {condition.ConditionOperator} of a metadata query is not known."),
        };
    }

    private static object? Plain(object? value) => value switch
    {
        BooleanManagedProperty managed => managed.Value,
        AttributeRequiredLevelManagedProperty level => level.Value,
        ConstantsBase<string> constant => constant.Value,
        _ => value,
    };

    private static bool Same(object? value, object? wanted) => Equals(value, wanted)
        || (value is Enum && wanted is int number && Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) == number)
        || (value is not null && wanted is not null && string.Equals(value.ToString(), Plain(wanted)!.ToString(), StringComparison.Ordinal));

    private static bool Among(object? value, object? wanted) => wanted is Array several
        ? several.Cast<object?>().Any(one => Same(value, one))
        : throw Faults.InvalidArgument("The operators In and NotIn of a metadata query expect an array.");

    private static int Compare(object? value, object? wanted) => value is IComparable one && wanted?.GetType() == value.GetType() ? one.CompareTo(wanted) : 0;
}
