using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "EntityQueryExpression")]
public sealed class EntityQueryExpression : MetadataQueryExpression
{
    public EntityQueryExpression()
    {
    }

    [DataMember]
    public LabelQueryExpression LabelQuery { get; set; }

    [DataMember]
    public AttributeQueryExpression AttributeQuery { get; set; }

    [DataMember]
    public RelationshipQueryExpression RelationshipQuery { get; set; }

    [DataMember]
    public EntityKeyQueryExpression KeyQuery { get; set; }
}
