using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/crm/2011/Contracts")]
public sealed class CommitFileBlocksUploadRequest : OrganizationRequest
{
    public CommitFileBlocksUploadRequest()
    {
        RequestName = "CommitFileBlocksUpload";
        FileName = default;
        MimeType = default;
        BlockList = default;
        FileContinuationToken = default;
    }

    public string FileName
    {
        get => Parameters.Contains("FileName") ? (string)Parameters["FileName"] : default;
        set => Parameters["FileName"] = value;
    }

    public string MimeType
    {
        get => Parameters.Contains("MimeType") ? (string)Parameters["MimeType"] : default;
        set => Parameters["MimeType"] = value;
    }

    public string[] BlockList
    {
        get => Parameters.Contains("BlockList") ? (string[])Parameters["BlockList"] : default;
        set => Parameters["BlockList"] = value;
    }

    public string FileContinuationToken
    {
        get => Parameters.Contains("FileContinuationToken") ? (string)Parameters["FileContinuationToken"] : default;
        set => Parameters["FileContinuationToken"] = value;
    }
}
