using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class CreateAttributeRequest : OrganizationRequest
{
    public CreateAttributeRequest()
    {
        RequestName = "CreateAttribute";
        Attribute = default;
        EntityName = default;
    }

    public AttributeMetadata Attribute
    {
        get => Parameters.Contains("Attribute") ? (AttributeMetadata)Parameters["Attribute"] : default;
        set => Parameters["Attribute"] = value;
    }

    public string EntityName
    {
        get => Parameters.Contains("EntityName") ? (string)Parameters["EntityName"] : default;
        set => Parameters["EntityName"] = value;
    }

    public string SolutionUniqueName
    {
        get => Parameters.Contains("SolutionUniqueName") ? (string)Parameters["SolutionUniqueName"] : default;
        set => Parameters["SolutionUniqueName"] = value;
    }
}
