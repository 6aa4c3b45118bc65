using System.Globalization;
using System.Net;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Makes tables, columns, keys and relationships.</summary>
internal sealed class DefinitionWriter(WebApiRequest request)
{
    public async Task CreateAsync(string set, string[] path)
    {
        var body = await request.ReadBodyAsync().ConfigureAwait(false);
        var made = (set, path.Length) switch
        {
            ("EntityDefinitions", 1) => Table(body),
            ("EntityDefinitions", 2) => Part(path, body),
            ("RelationshipDefinitions", 1) => Relationship(body),
            ("GlobalOptionSetDefinitions", 1) => Address("GlobalOptionSetDefinitions", (Guid)request.Run(new OrganizationRequest("CreateOptionSet") { ["OptionSet"] = DefinitionJson.Read<OptionSetMetadataBase>(body) }).Results["OptionSetId"]),
            _ => throw new WebApiException(501, WebApiException.NotSupported, $"The sandbox does not make definitions at '{string.Join('/', path)}'."),
        };
        request.SetHeader("OData-EntityId", $"{request.Root}{made}");
        await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
    }

    private static string Address(string set, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{set}({id:D})");

    private string Table(JObject body)
    {
        var columns = body["Attributes"] as JArray ?? throw WebApiException.Bad("A new table needs Attributes with its primary name column.");
        body.Remove("Attributes");
        var texts = columns.OfType<JObject>().Select(column => DefinitionJson.Read<AttributeMetadata>(column)).ToList();
        var primary = columns.OfType<JObject>().Zip(texts).Where(pair => pair.First.Value<bool?>("IsPrimaryName") == true).Select(pair => pair.Second).FirstOrDefault() as StringAttributeMetadata
            ?? throw WebApiException.Bad("One of Attributes must be a StringAttributeMetadata with \"IsPrimaryName\": true.");
        var table = DefinitionJson.Read<EntityMetadata>(body);
        var response = (CreateEntityResponse)request.Run(new CreateEntityRequest { Entity = table, PrimaryAttribute = primary });
        foreach (var other in texts.Where(column => column != primary))
            request.Run(new CreateAttributeRequest { EntityName = table.SchemaName.ToLowerInvariant(), Attribute = other });
        return Address("EntityDefinitions", response.EntityId);
    }

    private string Part(string[] path, JObject body)
    {
        var key = DefinitionEndpoints.Key(path[0]) ?? throw WebApiException.Bad("Name the table: EntityDefinitions(LogicalName='NAME').");
        var table = ((RetrieveEntityResponse)request.Run(new RetrieveEntityRequest { LogicalName = key.Name, MetadataId = key.Id, EntityFilters = EntityFilters.Entity })).EntityMetadata;
        var at = Address("EntityDefinitions", table.MetadataId!.Value);
        return path[1] switch
        {
            "Attributes" => $"{at}/{Address("Attributes", ((CreateAttributeResponse)request.Run(new CreateAttributeRequest { EntityName = table.LogicalName, Attribute = DefinitionJson.Read<AttributeMetadata>(WithGlobalChoice(body)) })).AttributeId)}",
            "Keys" => $"{at}/{Address("Keys", ((CreateEntityKeyResponse)request.Run(new CreateEntityKeyRequest { EntityName = table.LogicalName, EntityKey = DefinitionJson.Read<EntityKeyMetadata>(body) })).EntityKeyId)}",
            _ => throw WebApiException.NoResource(path[1]),
        };
    }

    // A choice column names its global choice by address.
    private JObject WithGlobalChoice(JObject body)
    {
        if (body.Value<string>("GlobalOptionSet@odata.bind") is not { } address)
            return body;
        var key = DefinitionEndpoints.Key(address.TrimStart('/')) ?? throw WebApiException.Bad($"Expected /GlobalOptionSetDefinitions(…), found {address}.");
        var set = ((RetrieveOptionSetResponse)request.Run(new RetrieveOptionSetRequest { Name = key.Name, MetadataId = key.Id })).OptionSetMetadata;
        body["OptionSet"] = new JObject { ["Name"] = set.Name, ["IsGlobal"] = true };
        return body;
    }

    private string Relationship(JObject body)
    {
        var relationship = DefinitionJson.Read<RelationshipMetadataBase>(Without(body, "Lookup", out var lookup));
        return Address("RelationshipDefinitions", relationship switch
        {
            OneToManyRelationshipMetadata one => ((CreateOneToManyResponse)request.Run(new CreateOneToManyRequest
            {
                OneToManyRelationship = one,
                Lookup = DefinitionJson.Read<LookupAttributeMetadata>(lookup ?? throw WebApiException.Bad("A new one-to-many relationship needs its Lookup.")),
            })).RelationshipId,
            ManyToManyRelationshipMetadata many => ((CreateManyToManyResponse)request.Run(new CreateManyToManyRequest { IntersectEntitySchemaName = many.IntersectEntityName, ManyToManyRelationship = many })).ManyToManyRelationshipId,
            _ => throw WebApiException.Bad("Expected \"@odata.type\": \"Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata\" or ManyToManyRelationshipMetadata."),
        });
    }

    private static JObject Without(JObject body, string name, out JObject? taken)
    {
        taken = body[name] as JObject;
        body.Remove(name);
        return body;
    }
}
