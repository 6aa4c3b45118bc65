using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class RetrieveRelationshipResponse : OrganizationResponse
{
    public RetrieveRelationshipResponse()
    {
    }

    public RelationshipMetadataBase RelationshipMetadata => Results.Contains("RelationshipMetadata") ? (RelationshipMetadataBase)Results["RelationshipMetadata"] : default;
}
