using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "BooleanAttributeMetadata")]
public sealed class BooleanAttributeMetadata : AttributeMetadata
{
    public BooleanAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Boolean;
        AttributeTypeName = AttributeTypeDisplayName.BooleanType;
    }

    public BooleanAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.Boolean;
        AttributeTypeName = AttributeTypeDisplayName.BooleanType;
    }

    public BooleanAttributeMetadata(BooleanOptionSetMetadata optionSet)
    {
        OptionSet = optionSet;
        AttributeType = AttributeTypeCode.Boolean;
        AttributeTypeName = AttributeTypeDisplayName.BooleanType;
    }

    public BooleanAttributeMetadata(string schemaName, BooleanOptionSetMetadata optionSet)
    {
        SchemaName = schemaName;
        OptionSet = optionSet;
        AttributeType = AttributeTypeCode.Boolean;
        AttributeTypeName = AttributeTypeDisplayName.BooleanType;
    }

    [DataMember]
    public bool? DefaultValue { get; set; }

    [DataMember(Order = 70)]
    public string FormulaDefinition { get; set; }

    [DataMember(Order = 70)]
    public int? SourceTypeMask { get; internal set; }

    [DataMember]
    public BooleanOptionSetMetadata OptionSet { get; set; }
}
