using System;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk;

/// <summary>Types that may stand where a contract says object: values of columns and parameters.</summary>
internal static class KnownValueTypes
{
    public static readonly Type[] All =
    [
        typeof(AliasedValue),
        typeof(BooleanManagedProperty),
        typeof(ColumnSet),
        typeof(ConcurrencyBehavior),
        typeof(Entity),
        typeof(Entity[]),
        typeof(EntityCollection),
        typeof(EntityImageCollection),
        typeof(EntityReference),
        typeof(EntityReferenceCollection),
        typeof(ExecuteMultipleResponseItemCollection),
        typeof(ExecuteMultipleSettings),
        typeof(FetchExpression),
        typeof(Guid[]),
        typeof(int[]),
        typeof(KeyAttributeCollection),
        typeof(Money),
        typeof(OptionSetValue),
        typeof(OptionSetValueCollection),
        typeof(OrganizationRequestCollection),
        typeof(OrganizationResponseCollection),
        typeof(OrganizationServiceFault),
        typeof(PagingInfo),
        typeof(QueryByAttribute),
        typeof(QueryExpression),
        typeof(Relationship),
        typeof(RelationshipQueryCollection),
        typeof(string[]),
        typeof(byte[]),
        typeof(decimal[]),
        typeof(Organization.EndpointAccessType),
        typeof(Organization.OrganizationDetail),
        typeof(Messages.UpsertResponse[]),
        typeof(Metadata.EntityMetadata[]),
        typeof(Metadata.OptionSetMetadataBase[]),
        typeof(Metadata.OneToManyRelationshipMetadata[]),
        typeof(Metadata.ManyToManyRelationshipMetadata[]),
    ];
}
