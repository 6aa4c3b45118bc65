using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Metadata.Query;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class RetrieveMetadataChangesResponse : OrganizationResponse
{
    public RetrieveMetadataChangesResponse()
    {
    }

    public EntityMetadataCollection EntityMetadata => Results.Contains("EntityMetadata") ? (EntityMetadataCollection)Results["EntityMetadata"] : default;

    public DeletedMetadataCollection DeletedMetadata => Results.Contains("DeletedMetadata") ? (DeletedMetadataCollection)Results["DeletedMetadata"] : default;

    public string ServerVersionStamp => Results.Contains("ServerVersionStamp") ? (string)Results["ServerVersionStamp"] : default;
}
