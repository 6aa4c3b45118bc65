using System;
using System.Collections.Generic;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[KnownType("GetKnownConditionValueTypes")]
[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "MetadataConditionExpression")]
public sealed class MetadataConditionExpression : IExtensibleDataObject
{
    public MetadataConditionExpression()
    {
    }

    public MetadataConditionExpression(string propertyName, MetadataConditionOperator conditionOperator, object value)
    {
        PropertyName = propertyName;
        ConditionOperator = conditionOperator;
        Value = value;
    }

    [DataMember]
    public string PropertyName { get; set; }

    [DataMember]
    public MetadataConditionOperator ConditionOperator { get; set; }

    [DataMember]
    public object Value { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }

    private static IEnumerable<Type> GetKnownConditionValueTypes() =>
    [
        typeof(string[]), typeof(int[]), typeof(Guid[]), typeof(AttributeTypeCode), typeof(AttributeTypeCode[]), typeof(AttributeRequiredLevel), typeof(OwnershipTypes),
        typeof(RelationshipType), typeof(SecurityTypes), typeof(EntityKeyIndexStatus), typeof(AttributeTypeDisplayName),
    ];
}
