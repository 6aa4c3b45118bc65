using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Cli.Tests.Support;

/// <summary>The engine as the job's client sees an environment. The job speaks Execute only, so that all else is refused.</summary>
internal sealed class EngineClient(DataverseEngine engine, Guid user, List<OrganizationRequest> requests, Action<OrganizationRequest>? before = null) : IOrganizationServiceAsync2
{
    public Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request, CancellationToken cancellationToken)
    {
        lock (requests)
            requests.Add(request);
        before?.Invoke(request);
        return Task.Run(() => engine.Execute(request, new CallerContext(user), CancellationToken.None), CancellationToken.None);
    }

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
