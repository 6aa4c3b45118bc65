using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sandbox.Engine;

/// <summary>The SDK's service over whatever runs messages.</summary>
internal sealed class MessageService(Func<OrganizationRequest, OrganizationResponse> run) : IOrganizationService
{
    public Guid Create(Entity entity) => (Guid)run(new CreateRequest { Target = entity }).Results["id"];

    public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet) =>
        (Entity)run(new RetrieveRequest { Target = new EntityReference(entityName, id), ColumnSet = columnSet }).Results["Entity"];

    public void Update(Entity entity) => run(new UpdateRequest { Target = entity });

    public void Delete(string entityName, Guid id) => run(new DeleteRequest { Target = new EntityReference(entityName, id) });

    public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        run(new AssociateRequest { Target = new EntityReference(entityName, entityId), Relationship = relationship, RelatedEntities = relatedEntities });

    public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) =>
        run(new DisassociateRequest { Target = new EntityReference(entityName, entityId), Relationship = relationship, RelatedEntities = relatedEntities });

    public EntityCollection RetrieveMultiple(QueryBase query) =>
        (EntityCollection)run(new RetrieveMultipleRequest { Query = query }).Results["EntityCollection"];

    public OrganizationResponse Execute(OrganizationRequest request) => run(request);
}
