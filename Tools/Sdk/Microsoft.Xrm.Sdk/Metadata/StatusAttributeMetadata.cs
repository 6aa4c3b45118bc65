using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "StatusAttributeMetadata")]
public sealed class StatusAttributeMetadata : EnumAttributeMetadata
{
    public StatusAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Status;
        AttributeTypeName = AttributeTypeDisplayName.StatusType;
    }
}
