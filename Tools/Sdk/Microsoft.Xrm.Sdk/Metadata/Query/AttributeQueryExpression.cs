using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "AttributeQueryExpression")]
public sealed class AttributeQueryExpression : MetadataQueryExpression
{
    public AttributeQueryExpression()
    {
    }
}
