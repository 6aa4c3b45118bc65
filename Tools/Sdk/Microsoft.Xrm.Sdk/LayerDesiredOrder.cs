using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Contracts", Name = "LayerDesiredOrder")]
public sealed class LayerDesiredOrder : IExtensibleDataObject
{
    public LayerDesiredOrder()
    {
    }

    [DataMember]
    public LayerDesiredOrderType Type { get; set; }

    [DataMember]
    public List<SolutionInfo> Solutions { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
