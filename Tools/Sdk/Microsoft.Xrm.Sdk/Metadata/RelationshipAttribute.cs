using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "RelationshipAttribute")]
public class RelationshipAttribute
{
    public RelationshipAttribute()
    {
    }

    [DataMember]
    public string ReferencingAttributeName { get; set; }

    [DataMember]
    public string ReferencedAttributeName { get; set; }
}
