using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class CreateEntityKeyResponse : OrganizationResponse
{
    public CreateEntityKeyResponse()
    {
    }

    public Guid EntityKeyId => Results.Contains("EntityKeyId") ? (Guid)Results["EntityKeyId"] : default;
}
