using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "AssociatedMenuGroup")]
public enum AssociatedMenuGroup
{
    [EnumMember(Value = "Details")]
    Details = 0,

    [EnumMember(Value = "Sales")]
    Sales = 1,

    [EnumMember(Value = "Service")]
    Service = 2,

    [EnumMember(Value = "Marketing")]
    Marketing = 3,
}
