using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "DateTimeAttributeMetadata")]
public sealed class DateTimeAttributeMetadata : AttributeMetadata
{
    public DateTimeAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.DateTime;
        AttributeTypeName = AttributeTypeDisplayName.DateTimeType;
    }

    public DateTimeAttributeMetadata(DateTimeFormat? format)
    {
        Format = format;
        AttributeType = AttributeTypeCode.DateTime;
        AttributeTypeName = AttributeTypeDisplayName.DateTimeType;
    }

    public DateTimeAttributeMetadata(DateTimeFormat? format, string schemaName)
    {
        Format = format;
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.DateTime;
        AttributeTypeName = AttributeTypeDisplayName.DateTimeType;
    }

    public static DateTime MinSupportedValue { get; }

    public static DateTime MaxSupportedValue { get; }

    [DataMember]
    public DateTimeFormat? Format { get; set; }

    [DataMember]
    public ImeMode? ImeMode { get; set; }

    [DataMember(Order = 70)]
    public int? SourceTypeMask { get; internal set; }

    [DataMember(Order = 70)]
    public string FormulaDefinition { get; set; }

    [DataMember(Order = 71)]
    public DateTimeBehavior DateTimeBehavior { get; set; }

    [DataMember(Order = 71)]
    public BooleanManagedProperty CanChangeDateTimeBehavior { get; set; }
}
