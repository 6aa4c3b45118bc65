using System.Collections.ObjectModel;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Metadata;

namespace Microsoft.Xrm.Sdk.Metadata.Query;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata/Query", Name = "LabelQueryExpression")]
public sealed class LabelQueryExpression : MetadataQueryBase
{
    public LabelQueryExpression()
    {
    }

    [DataMember]
    public DataCollection<int> FilterLanguages { get; private set; }

    [DataMember(Order = 60)]
    public int? MissingLabelBehavior { get; set; }
}
