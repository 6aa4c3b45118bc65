using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[Flags]
[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "EntityFilters")]
public enum EntityFilters
{
    [EnumMember(Value = "Entity")]
    Entity = 1,

    [EnumMember(Value = "Attributes")]
    Attributes = 2,

    [EnumMember(Value = "Privileges")]
    Privileges = 4,

    [EnumMember(Value = "Relationships")]
    Relationships = 8,

    Default = 1,

    All = 15,
}
