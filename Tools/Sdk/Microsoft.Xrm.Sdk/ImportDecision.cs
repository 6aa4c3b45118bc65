using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/9.0/Contracts", Name = "ImportDecision")]
public enum ImportDecision
{
    [EnumMember]
    Import = 0,

    [EnumMember]
    Skip = 1,
}
