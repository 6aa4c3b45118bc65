using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts")]
public sealed class RetrieveOptionSetResponse : OrganizationResponse
{
    public RetrieveOptionSetResponse()
    {
    }

    public OptionSetMetadataBase OptionSetMetadata => Results.Contains("OptionSetMetadata") ? (OptionSetMetadataBase)Results["OptionSetMetadata"] : default;
}
