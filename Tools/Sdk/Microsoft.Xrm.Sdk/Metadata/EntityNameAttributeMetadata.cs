using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "EntityNameAttributeMetadata")]
public sealed class EntityNameAttributeMetadata : EnumAttributeMetadata
{
    public EntityNameAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.EntityName;
        AttributeTypeName = AttributeTypeDisplayName.EntityNameType;
    }

    public EntityNameAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.EntityName;
        AttributeTypeName = AttributeTypeDisplayName.EntityNameType;
    }

    [DataMember(Order = 90)]
    public bool IsEntityReferenceStored { get; internal set; }
}
