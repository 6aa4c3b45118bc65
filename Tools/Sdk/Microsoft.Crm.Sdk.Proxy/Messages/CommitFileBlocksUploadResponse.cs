using System;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/crm/2011/Contracts")]
public sealed class CommitFileBlocksUploadResponse : OrganizationResponse
{
    public CommitFileBlocksUploadResponse()
    {
    }

    public Guid FileId => Results.Contains("FileId") ? (Guid)Results["FileId"] : default;

    public long FileSizeInBytes => Results.Contains("FileSizeInBytes") ? (long)Results["FileSizeInBytes"] : default;
}
