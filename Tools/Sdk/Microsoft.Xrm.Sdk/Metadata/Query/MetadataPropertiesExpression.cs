using System.Collections.ObjectModel;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "MetadataPropertiesExpression")]
public sealed class MetadataPropertiesExpression : IExtensibleDataObject
{
    public MetadataPropertiesExpression()
    {
    }

    public MetadataPropertiesExpression(params string[] propertyNames)
    {
        PropertyNames.AddRange(propertyNames);
    }

    public ExtensionDataObject ExtensionData { get; set; }

    [DataMember]
    public bool AllProperties { get; set; }

    [DataMember]
    public DataCollection<string> PropertyNames { get; internal set; } = new DataCollection<string>();
}
