using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class RetrieveAllEntitiesResponse : OrganizationResponse
{
    public RetrieveAllEntitiesResponse()
    {
    }

    public EntityMetadata[] EntityMetadata => Results.Contains("EntityMetadata") ? (EntityMetadata[])Results["EntityMetadata"] : default;

    public string Timestamp => Results.Contains("Timestamp") ? (string)Results["Timestamp"] : default;
}
