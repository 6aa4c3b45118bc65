using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/crm/2011/Contracts")]
public sealed class DownloadBlockResponse : OrganizationResponse
{
    public DownloadBlockResponse()
    {
    }

    public byte[] Data => Results.Contains("Data") ? (byte[])Results["Data"] : default;
}
