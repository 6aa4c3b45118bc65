using System;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/crm/2011/Contracts")]
public sealed class DeleteFileRequest : OrganizationRequest
{
    public DeleteFileRequest()
    {
        RequestName = "DeleteFile";
        FileId = default;
    }

    public Guid FileId
    {
        get => Parameters.Contains("FileId") ? (Guid)Parameters["FileId"] : default;
        set => Parameters["FileId"] = value;
    }
}
