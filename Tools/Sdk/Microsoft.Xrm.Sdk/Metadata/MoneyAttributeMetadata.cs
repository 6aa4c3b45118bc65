using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "MoneyAttributeMetadata")]
public sealed class MoneyAttributeMetadata : AttributeMetadata
{
    public const double MinSupportedValue = -922337203685477;

    public const double MaxSupportedValue = 922337203685477;

    public const int MinSupportedPrecision = 0;

    public const int MaxSupportedPrecision = 4;

    public const int MaxSupportedPrecisionAfterCurrencyConversion = 10;

    public MoneyAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Money;
        AttributeTypeName = AttributeTypeDisplayName.MoneyType;
    }

    public MoneyAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.Money;
        AttributeTypeName = AttributeTypeDisplayName.MoneyType;
    }

    [DataMember]
    public ImeMode? ImeMode { get; set; }

    [DataMember]
    public double? MaxValue { get; set; }

    [DataMember]
    public double? MinValue { get; set; }

    [DataMember]
    public int? Precision { get; set; }

    [DataMember]
    public int? PrecisionSource { get; set; }

    [DataMember]
    public string CalculationOf { get; set; }

    [DataMember(Order = 70)]
    public string FormulaDefinition { get; set; }

    [DataMember(Order = 70)]
    public int? SourceTypeMask { get; internal set; }

    [DataMember(Order = 70)]
    public bool? IsBaseCurrency { get; internal set; }
}
