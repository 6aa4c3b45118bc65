using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class CreateManyToManyRequest : OrganizationRequest
{
    public CreateManyToManyRequest()
    {
        RequestName = "CreateManyToMany";
        IntersectEntitySchemaName = default;
        ManyToManyRelationship = default;
    }

    public string IntersectEntitySchemaName
    {
        get => Parameters.Contains("IntersectEntitySchemaName") ? (string)Parameters["IntersectEntitySchemaName"] : default;
        set => Parameters["IntersectEntitySchemaName"] = value;
    }

    public ManyToManyRelationshipMetadata ManyToManyRelationship
    {
        get => Parameters.Contains("ManyToManyRelationship") ? (ManyToManyRelationshipMetadata)Parameters["ManyToManyRelationship"] : default;
        set => Parameters["ManyToManyRelationship"] = value;
    }

    public string SolutionUniqueName
    {
        get => Parameters.Contains("SolutionUniqueName") ? (string)Parameters["SolutionUniqueName"] : default;
        set => Parameters["SolutionUniqueName"] = value;
    }
}
