using System.Collections.ObjectModel;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[CollectionDataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Contracts", Name = "EntityRecordCountCollection")]
public sealed class EntityRecordCountCollection : DataCollection<string, long>
{
    public EntityRecordCountCollection()
    {
    }
}
