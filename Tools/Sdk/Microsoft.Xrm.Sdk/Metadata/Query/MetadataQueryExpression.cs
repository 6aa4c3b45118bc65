using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[KnownType(typeof(EntityQueryExpression))]
[KnownType(typeof(AttributeQueryExpression))]
[KnownType(typeof(RelationshipQueryExpression))]
[KnownType(typeof(LabelQueryExpression))]
[KnownType(typeof(EntityKeyQueryExpression))]
[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "MetadataQueryExpression")]
public abstract class MetadataQueryExpression : MetadataQueryBase
{
    protected MetadataQueryExpression()
    {
    }

    [DataMember]
    public MetadataFilterExpression Criteria { get; set; }

    [DataMember]
    public MetadataPropertiesExpression Properties { get; set; }
}
