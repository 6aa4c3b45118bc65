using System;
using System.Collections.ObjectModel;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[CollectionDataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "DeletedMetadataCollection")]
public sealed class DeletedMetadataCollection : DataCollection<DeletedMetadataFilters, DataCollection<Guid>>
{
    public DeletedMetadataCollection()
    {
    }
}
