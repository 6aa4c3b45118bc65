using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/7.1/Metadata", Name = "UniqueIdentifierAttributeMetadata")]
public sealed class UniqueIdentifierAttributeMetadata : AttributeMetadata
{
    public UniqueIdentifierAttributeMetadata()
    {
        AttributeType = AttributeTypeCode.Uniqueidentifier;
        AttributeTypeName = AttributeTypeDisplayName.UniqueidentifierType;
    }

    public UniqueIdentifierAttributeMetadata(string schemaName)
    {
        SchemaName = schemaName;
        AttributeType = AttributeTypeCode.Uniqueidentifier;
        AttributeTypeName = AttributeTypeDisplayName.UniqueidentifierType;
    }
}
