using System.Net;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Replaces (PUT) and deletes (DELETE) definitions by their addresses.</summary>
internal sealed class DefinitionChanger(WebApiRequest request)
{
    public async Task HandleAsync(string set, string[] path)
    {
        var key = DefinitionEndpoints.Key(path[0]) ?? throw WebApiException.Bad($"Name the definition: {set}(LogicalName='NAME') or {set}(ID).");
        var message = request.Method == "DELETE" ? Deletion(set, path, key) : Change(set, path, key, await request.ReadBodyAsync().ConfigureAwait(false));
        request.Run(message);
        await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
    }

    private static WebApiException NoAddress(string[] path) => new(501, WebApiException.NotSupported, $"The sandbox does not change definitions at '{string.Join('/', path)}'.");

    private OrganizationRequest Deletion(string set, string[] path, (string? Name, Guid Id) key) => (set, path.Length) switch
    {
        ("EntityDefinitions", 1) => new DeleteEntityRequest { LogicalName = Table(key).LogicalName },
        ("EntityDefinitions", 2) when path[1].StartsWith("Attributes(", StringComparison.Ordinal) => new DeleteAttributeRequest { EntityLogicalName = Table(key).LogicalName, LogicalName = Column(key, path[1]).LogicalName },
        ("EntityDefinitions", 2) when path[1].StartsWith("Keys(", StringComparison.Ordinal) => new DeleteEntityKeyRequest { EntityLogicalName = Table(key).LogicalName, Name = KeyName(key, path[1]) },
        ("RelationshipDefinitions", 1) => new DeleteRelationshipRequest { Name = Relationship(key) },
        ("GlobalOptionSetDefinitions", 1) => new OrganizationRequest("DeleteOptionSet") { ["Name"] = Choice(key) },
        _ => throw NoAddress(path),
    };

    private OrganizationRequest Change(string set, string[] path, (string? Name, Guid Id) key, JObject body)
    {
        switch (set, path.Length)
        {
            case ("EntityDefinitions", 1):
                body.Remove("Attributes");
                body["LogicalName"] = Table(key).LogicalName;
                return new OrganizationRequest("UpdateEntity") { ["Entity"] = DefinitionJson.Read<EntityMetadata>(body), ["MergeLabels"] = MergesLabels };
            case ("EntityDefinitions", >= 2) when path[1].StartsWith("Attributes(", StringComparison.Ordinal):
                body["LogicalName"] = Column(key, path[1]).LogicalName;
                body.Remove("GlobalOptionSet");
                return new OrganizationRequest("UpdateAttribute") { ["EntityName"] = Table(key).LogicalName, ["Attribute"] = DefinitionJson.Read<AttributeMetadata>(body), ["MergeLabels"] = MergesLabels };
            case ("RelationshipDefinitions", >= 1):
                body["SchemaName"] = Relationship(key);
                return new OrganizationRequest("UpdateRelationship") { ["Relationship"] = DefinitionJson.Read<RelationshipMetadataBase>(body), ["MergeLabels"] = MergesLabels };
            case ("GlobalOptionSetDefinitions", >= 1):
                body["Name"] = Choice(key);
                return new OrganizationRequest("UpdateOptionSet") { ["OptionSet"] = DefinitionJson.Read<OptionSetMetadataBase>(body), ["MergeLabels"] = MergesLabels };
            default:
                throw NoAddress(path);
        }
    }

    private bool MergesLabels => request.Header("MSCRM.MergeLabels") == "true";

    private EntityMetadata Table((string? Name, Guid Id) key) =>
        ((RetrieveEntityResponse)request.Run(new RetrieveEntityRequest { LogicalName = key.Name, MetadataId = key.Id, EntityFilters = EntityFilters.Entity })).EntityMetadata;

    private AttributeMetadata Column((string? Name, Guid Id) table, string segment)
    {
        var key = DefinitionEndpoints.Key(segment)!.Value;
        return ((RetrieveAttributeResponse)request.Run(new RetrieveAttributeRequest { EntityLogicalName = Table(table).LogicalName, LogicalName = key.Name, MetadataId = key.Id })).AttributeMetadata;
    }

    private string KeyName((string? Name, Guid Id) table, string segment)
    {
        var key = DefinitionEndpoints.Key(segment)!.Value;
        return ((RetrieveEntityKeyResponse)request.Run(new RetrieveEntityKeyRequest { EntityLogicalName = Table(table).LogicalName, LogicalName = key.Name, MetadataId = key.Id })).EntityKeyMetadata.LogicalName;
    }

    private string Relationship((string? Name, Guid Id) key) =>
        key.Name ?? ((RetrieveRelationshipResponse)request.Run(new RetrieveRelationshipRequest { MetadataId = key.Id })).RelationshipMetadata.SchemaName;

    private string Choice((string? Name, Guid Id) key) =>
        key.Name ?? ((RetrieveOptionSetResponse)request.Run(new RetrieveOptionSetRequest { MetadataId = key.Id })).OptionSetMetadata.Name;
}
