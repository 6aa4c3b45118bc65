using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.PowerPlatform.Dataverse.Client;

/// <content>The operations: each with its request, synchronously, asynchronously, and with cancellation.</content>
public partial class ServiceClient
{
    public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        Wait(AssociateAsync(entityName, entityId, relationship, relatedEntities, CancellationToken.None));

    public Guid Create(Entity entity) => Wait(CreateAsync(entity, CancellationToken.None));

    public void Delete(string entityName, Guid id) => Wait(DeleteAsync(entityName, id, CancellationToken.None));

    public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        Wait(DisassociateAsync(entityName, entityId, relationship, relatedEntities, CancellationToken.None));

    public OrganizationResponse Execute(OrganizationRequest request) => Wait(ExecuteAsync(request, CancellationToken.None));

    public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet) => Wait(RetrieveAsync(entityName, id, columnSet, CancellationToken.None));

    public EntityCollection RetrieveMultiple(QueryBase query) => Wait(RetrieveMultipleAsync(query, CancellationToken.None));

    public void Update(Entity entity) => Wait(UpdateAsync(entity, CancellationToken.None));

    public Task AssociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        AssociateAsync(entityName, entityId, relationship, relatedEntities, CancellationToken.None);

    public Task<Guid> CreateAsync(Entity entity) => CreateAsync(entity, CancellationToken.None);

    public Task DeleteAsync(string entityName, Guid id) => DeleteAsync(entityName, id, CancellationToken.None);

    public Task DisassociateAsync(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        DisassociateAsync(entityName, entityId, relationship, relatedEntities, CancellationToken.None);

    public Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request) => ExecuteAsync(request, CancellationToken.None);

    public Task<Entity> RetrieveAsync(string entityName, Guid id, ColumnSet columnSet) => RetrieveAsync(entityName, id, columnSet, CancellationToken.None);

    public Task<EntityCollection> RetrieveMultipleAsync(QueryBase query) => RetrieveMultipleAsync(query, CancellationToken.None);

    public Task UpdateAsync(Entity entity) => UpdateAsync(entity, CancellationToken.None);

    public async Task AssociateAsync(
        string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities, CancellationToken cancellationToken) =>
        _ = (AssociateResponse)await ExecuteAsync(
            new AssociateRequest { Target = new EntityReference(entityName, entityId), Relationship = relationship, RelatedEntities = relatedEntities },
            cancellationToken).ConfigureAwait(false);

    public async Task<Guid> CreateAsync(Entity entity, CancellationToken cancellationToken) =>
        ((CreateResponse)await ExecuteAsync(new CreateRequest { Target = entity }, cancellationToken).ConfigureAwait(false)).id;

    public async Task<Entity> CreateAndReturnAsync(Entity entity, CancellationToken cancellationToken)
    {
        var id = await CreateAsync(entity, cancellationToken).ConfigureAwait(false);
        return await RetrieveAsync(entity.LogicalName, id, new ColumnSet(true)).ConfigureAwait(false);
    }

    public Task<Entity> CreateAndReturnAsync(Entity entity) => CreateAndReturnAsync(entity, CancellationToken.None);

    public async Task DeleteAsync(string entityName, Guid id, CancellationToken cancellationToken) =>
        _ = (DeleteResponse)await ExecuteAsync(new DeleteRequest { Target = new EntityReference(entityName, id) }, cancellationToken).ConfigureAwait(false);

    public async Task DisassociateAsync(
        string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities, CancellationToken cancellationToken) =>
        _ = (DisassociateResponse)await ExecuteAsync(
            new DisassociateRequest { Target = new EntityReference(entityName, entityId), Relationship = relationship, RelatedEntities = relatedEntities },
            cancellationToken).ConfigureAwait(false);

    public async Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentNullException.ThrowIfNull(request);
        return await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Entity> RetrieveAsync(string entityName, Guid id, ColumnSet columnSet, CancellationToken cancellationToken) =>
        ((RetrieveResponse)await ExecuteAsync(
            new RetrieveRequest { Target = new EntityReference(entityName, id), ColumnSet = columnSet }, cancellationToken).ConfigureAwait(false)).Entity;

    public async Task<EntityCollection> RetrieveMultipleAsync(QueryBase query, CancellationToken cancellationToken) =>
        ((RetrieveMultipleResponse)await ExecuteAsync(new RetrieveMultipleRequest { Query = query }, cancellationToken).ConfigureAwait(false)).EntityCollection;

    public async Task UpdateAsync(Entity entity, CancellationToken cancellationToken) =>
        _ = (UpdateResponse)await ExecuteAsync(new UpdateRequest { Target = entity }, cancellationToken).ConfigureAwait(false);

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
