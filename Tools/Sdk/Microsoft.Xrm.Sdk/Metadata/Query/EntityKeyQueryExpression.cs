using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/8.0", Name = "EntityKeyQueryExpression")]
public sealed class EntityKeyQueryExpression : MetadataQueryExpression
{
    public EntityKeyQueryExpression()
    {
    }
}
