using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class CreateManyToManyResponse : OrganizationResponse
{
    public CreateManyToManyResponse()
    {
    }

    public Guid ManyToManyRelationshipId => Results.Contains("ManyToManyRelationshipId") ? (Guid)Results["ManyToManyRelationshipId"] : default;
}
