using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[KnownType(typeof(MetadataQueryExpression))]
[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "MetadataQueryBase")]
public abstract class MetadataQueryBase : IExtensibleDataObject
{
    protected MetadataQueryBase()
    {
    }

    public ExtensionDataObject ExtensionData { get; set; }
}
