using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "DateTimeFormat")]
public enum DateTimeFormat
{
    [EnumMember(Value = "DateOnly")]
    DateOnly = 0,

    [EnumMember(Value = "DateAndTime")]
    DateAndTime = 1,
}
