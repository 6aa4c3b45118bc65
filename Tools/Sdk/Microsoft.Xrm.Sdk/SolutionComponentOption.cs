using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Contracts", Name = "SolutionComponentOption")]
public sealed class SolutionComponentOption : IExtensibleDataObject
{
    public SolutionComponentOption()
    {
    }

    [DataMember]
    public Entity Component { get; set; }

    [DataMember]
    public ImportDecision ImportDecision { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
