using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Contracts", Name = "SolutionInfo")]
public sealed class SolutionInfo : IExtensibleDataObject
{
    public SolutionInfo()
    {
    }

    [DataMember]
    public string Name { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
