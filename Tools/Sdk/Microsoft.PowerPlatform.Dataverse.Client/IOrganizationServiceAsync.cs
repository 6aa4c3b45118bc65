using System;
using System.ServiceModel;
using System.Threading.Tasks;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.PowerPlatform.Dataverse.Client;

/// <summary>The organization service, asynchronous and without cancellation.</summary>
[ServiceContract(Name = "IOrganizationService", Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts/Services")]
public interface IOrganizationServiceAsync : IOrganizationService
{
    [OperationContract]
    Task<Guid> CreateAsync(Entity entity);

    [OperationContract]
    Task<Entity> RetrieveAsync(string entityName, Guid id, ColumnSet columnSet);

    [OperationContract]
    Task UpdateAsync(Entity entity);

    [OperationContract]
    Task DeleteAsync(string entityName, Guid id);

    [OperationContract]
    Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request);

    [OperationContract]
    Task AssociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities);

    [OperationContract]
    Task DisassociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities);

    [OperationContract]
    Task<EntityCollection> RetrieveMultipleAsync(QueryBase query);
}
