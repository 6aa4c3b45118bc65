using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "BigIntAttributeMetadata")]
public sealed class BigIntAttributeMetadata : AttributeMetadata
{
    public const long MinSupportedValue = -9223372036854775808;

    public const long MaxSupportedValue = 9223372036854775807;

    public BigIntAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.BigInt;
        AttributeTypeName = AttributeTypeDisplayName.BigIntType;
    }

    public BigIntAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.BigInt;
        AttributeTypeName = AttributeTypeDisplayName.BigIntType;
    }

    [DataMember]
    public long? MaxValue { get; internal set; }

    [DataMember]
    public long? MinValue { get; internal set; }
}
