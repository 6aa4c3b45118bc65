using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Cli.Tests.Support;

/// <summary>A client of which the job uses one method. The job speaks Execute only, so that all else is refused.</summary>
internal abstract class ExecuteOnlyClient : IOrganizationServiceAsync2
{
    public abstract Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request, CancellationToken cancellationToken);

    public Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request) => ExecuteAsync(request, CancellationToken.None);

    public OrganizationResponse Execute(OrganizationRequest request) => throw Refused();

    public Guid Create(Entity entity) => throw Refused();

    public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet) => throw Refused();

    public void Update(Entity entity) => throw Refused();

    public void Delete(string entityName, Guid id) => throw Refused();

    public EntityCollection RetrieveMultiple(QueryBase query) => throw Refused();

    public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) => throw Refused();

    public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) => throw Refused();

    public Task<Guid> CreateAsync(Entity entity) => throw Refused();

    public Task<Guid> CreateAsync(Entity entity, CancellationToken cancellationToken) => throw Refused();

    public Task<Entity> CreateAndReturnAsync(Entity entity, CancellationToken cancellationToken) => throw Refused();

    public Task<Entity> RetrieveAsync(string entityName, Guid id, ColumnSet columnSet) => throw Refused();

    public Task<Entity> RetrieveAsync(string entityName, Guid id, ColumnSet columnSet, CancellationToken cancellationToken) => throw Refused();

    public Task UpdateAsync(Entity entity) => throw Refused();

    public Task UpdateAsync(Entity entity, CancellationToken cancellationToken) => throw Refused();

    public Task DeleteAsync(string entityName, Guid id) => throw Refused();

    public Task DeleteAsync(string entityName, Guid id, CancellationToken cancellationToken) => throw Refused();

    public Task<EntityCollection> RetrieveMultipleAsync(QueryBase query) => throw Refused();

    public Task<EntityCollection> RetrieveMultipleAsync(QueryBase query, CancellationToken cancellationToken) => throw Refused();

    public Task AssociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) => throw Refused();

    public Task AssociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities, CancellationToken cancellationToken) => throw Refused();

    public Task DisassociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) => throw Refused();

    public Task DisassociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities, CancellationToken cancellationToken) => throw Refused();

    private static NotSupportedException Refused() => new("The job sends every request through ExecuteAsync.");
}
