using System.Collections.ObjectModel;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "MetadataFilterExpression")]
public sealed class MetadataFilterExpression : IExtensibleDataObject
{
    public MetadataFilterExpression()
    {
    }

    public MetadataFilterExpression(LogicalOperator filterOperator)
    {
        FilterOperator = filterOperator;
    }

    public ExtensionDataObject ExtensionData { get; set; }

    [DataMember]
    public DataCollection<MetadataConditionExpression> Conditions { get; private set; } = new DataCollection<MetadataConditionExpression>();

    [DataMember]
    public LogicalOperator FilterOperator { get; set; }

    [DataMember]
    public DataCollection<MetadataFilterExpression> Filters { get; private set; } = new DataCollection<MetadataFilterExpression>();
}
