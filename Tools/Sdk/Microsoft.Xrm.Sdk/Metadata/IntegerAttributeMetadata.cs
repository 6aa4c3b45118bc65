using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "IntegerAttributeMetadata")]
public sealed class IntegerAttributeMetadata : AttributeMetadata
{
    public const int MinSupportedValue = -2147483648;

    public const int MaxSupportedValue = 2147483647;

    public IntegerAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Integer;
        AttributeTypeName = AttributeTypeDisplayName.IntegerType;
    }

    public IntegerAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.Integer;
        AttributeTypeName = AttributeTypeDisplayName.IntegerType;
    }

    [DataMember]
    public IntegerFormat? Format { get; set; }

    [DataMember]
    public int? MaxValue { get; set; }

    [DataMember]
    public int? MinValue { get; set; }

    [DataMember(Order = 70)]
    public string FormulaDefinition { get; set; }

    [DataMember(Order = 70)]
    public int? SourceTypeMask { get; internal set; }
}
