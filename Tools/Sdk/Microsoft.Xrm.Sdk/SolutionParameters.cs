using System;
using System.Collections.Generic;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Contracts", Name = "SolutionParameters")]
public sealed class SolutionParameters : IExtensibleDataObject
{
    public SolutionParameters()
    {
    }

    [DataMember]
    public Guid StageSolutionUploadId { get; set; }

    [DataMember]
    public List<SolutionComponentOption> SolutionComponentOptions { get; set; }

    public ExtensionDataObject ExtensionData { get; set; }
}
