using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "RelationshipType")]
public enum RelationshipType
{
    [EnumMember(Value = "OneToManyRelationship")]
    OneToManyRelationship = 0,

    [EnumMember(Value = "ManyToManyRelationship")]
    ManyToManyRelationship = 1,

    Default = 0,
}
