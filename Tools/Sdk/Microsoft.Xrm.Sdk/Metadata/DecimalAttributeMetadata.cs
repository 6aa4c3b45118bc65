using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "DecimalAttributeMetadata")]
public sealed class DecimalAttributeMetadata : AttributeMetadata
{
    public const double MinSupportedValue = -100000000000;

    public const double MaxSupportedValue = 100000000000;

    public const int MinSupportedPrecision = 0;

    public const int MaxSupportedPrecision = 10;

    public DecimalAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Decimal;
        AttributeTypeName = AttributeTypeDisplayName.DecimalType;
    }

    public DecimalAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.Decimal;
        AttributeTypeName = AttributeTypeDisplayName.DecimalType;
    }

    [DataMember]
    public decimal? MaxValue { get; set; }

    [DataMember]
    public decimal? MinValue { get; set; }

    [DataMember]
    public int? Precision { get; set; }

    [DataMember]
    public ImeMode? ImeMode { get; set; }

    [DataMember(Order = 70)]
    public string FormulaDefinition { get; set; }

    [DataMember(Order = 70)]
    public int? SourceTypeMask { get; internal set; }
}
