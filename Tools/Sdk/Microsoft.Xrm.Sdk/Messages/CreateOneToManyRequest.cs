using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class CreateOneToManyRequest : OrganizationRequest
{
    public CreateOneToManyRequest()
    {
        RequestName = "CreateOneToMany";
        Lookup = default;
        OneToManyRelationship = default;
    }

    public LookupAttributeMetadata Lookup
    {
        get => Parameters.Contains("Lookup") ? (LookupAttributeMetadata)Parameters["Lookup"] : default;
        set => Parameters["Lookup"] = value;
    }

    public OneToManyRelationshipMetadata OneToManyRelationship
    {
        get => Parameters.Contains("OneToManyRelationship") ? (OneToManyRelationshipMetadata)Parameters["OneToManyRelationship"] : default;
        set => Parameters["OneToManyRelationship"] = value;
    }

    public string SolutionUniqueName
    {
        get => Parameters.Contains("SolutionUniqueName") ? (string)Parameters["SolutionUniqueName"] : default;
        set => Parameters["SolutionUniqueName"] = value;
    }
}
