using System.Collections.ObjectModel;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[CollectionDataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts", Name = "EntityMetadataCollection")]
public sealed class EntityMetadataCollection : DataCollection<EntityMetadata>
{
    public EntityMetadataCollection()
    {
    }
}
