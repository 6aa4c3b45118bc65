using System;
using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[Flags]
[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "SecurityTypes")]
public enum SecurityTypes
{
    [EnumMember(Value = "None")]
    None = 0,

    [EnumMember(Value = "Append")]
    Append = 1,

    [EnumMember(Value = "ParentChild")]
    ParentChild = 2,

    [EnumMember(Value = "Pointer")]
    Pointer = 4,

    [EnumMember(Value = "Inheritance")]
    Inheritance = 8,
}
