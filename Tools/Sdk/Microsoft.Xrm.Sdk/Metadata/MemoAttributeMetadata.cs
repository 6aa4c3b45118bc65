using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "MemoAttributeMetadata")]
public sealed class MemoAttributeMetadata : AttributeMetadata
{
    public const int MinSupportedLength = 1;

    public const int MaxSupportedLength = 1048576;

    public MemoAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Memo;
        AttributeTypeName = AttributeTypeDisplayName.MemoType;
    }

    public MemoAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.Memo;
        AttributeTypeName = AttributeTypeDisplayName.MemoType;
    }

    [DataMember]
    public StringFormat? Format { get; set; }

    [DataMember(Order = 60)]
    public MemoFormatName FormatName { get; set; }

    [DataMember]
    public ImeMode? ImeMode { get; set; }

    [DataMember]
    public int? MaxLength { get; set; }

    [DataMember(Order = 70)]
    public bool? IsLocalizable { get; internal set; }
}
