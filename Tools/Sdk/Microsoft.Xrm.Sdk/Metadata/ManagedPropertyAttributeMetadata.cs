using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "ManagedPropertyAttributeMetadata")]
public sealed class ManagedPropertyAttributeMetadata : AttributeMetadata
{
    public const int EmptyParentComponentType = 0;

    public ManagedPropertyAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.ManagedProperty;
        AttributeTypeName = AttributeTypeDisplayName.ManagedPropertyType;
    }

    public ManagedPropertyAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.ManagedProperty;
        AttributeTypeName = AttributeTypeDisplayName.ManagedPropertyType;
    }

    [DataMember]
    public string ManagedPropertyLogicalName { get; internal set; }

    [DataMember]
    public int? ParentComponentType { get; internal set; }

    [DataMember]
    public string ParentAttributeName { get; internal set; }

    [DataMember]
    public AttributeTypeCode ValueAttributeTypeCode { get; internal set; }
}
