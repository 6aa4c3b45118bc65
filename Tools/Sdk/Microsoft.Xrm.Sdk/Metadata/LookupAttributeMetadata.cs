using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "LookupAttributeMetadata")]
public sealed class LookupAttributeMetadata : AttributeMetadata
{
    public LookupAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Lookup;
        AttributeTypeName = AttributeTypeDisplayName.LookupType;
    }

    public LookupAttributeMetadata(LookupFormat? format)
    {
        Format = format;
        AttributeType = AttributeTypeCode.Lookup;
        AttributeTypeName = AttributeTypeDisplayName.LookupType;
    }

    [DataMember]
    public string[] Targets { get; set; }

    [DataMember]
    public LookupFormat? Format { get; set; }
}
