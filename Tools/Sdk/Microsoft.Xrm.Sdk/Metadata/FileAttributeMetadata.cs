using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Metadata", Name = "FileAttributeMetadata")]
public sealed class FileAttributeMetadata : AttributeMetadata
{
    public FileAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Virtual;
        AttributeTypeName = AttributeTypeDisplayName.FileType;
    }

    public FileAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.Virtual;
        AttributeTypeName = AttributeTypeDisplayName.FileType;
    }

    [DataMember]
    public int? MaxSizeInKB { get; set; }
}
