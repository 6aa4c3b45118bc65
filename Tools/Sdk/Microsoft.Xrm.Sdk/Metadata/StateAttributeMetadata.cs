using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "StateAttributeMetadata")]
public sealed class StateAttributeMetadata : EnumAttributeMetadata
{
    public StateAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.State;
        AttributeTypeName = AttributeTypeDisplayName.StateType;
    }
}
