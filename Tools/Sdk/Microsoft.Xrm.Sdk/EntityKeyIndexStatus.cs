using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/7.1/Contracts", Name = "EntityKeyIndexStatus")]
public enum EntityKeyIndexStatus
{
    [EnumMember]
    Pending = 0,

    [EnumMember]
    InProgress = 1,

    [EnumMember]
    Active = 2,

    [EnumMember]
    Failed = 3,
}
