using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "OptionSetType")]
public enum OptionSetType
{
    [EnumMember(Value = "Picklist")]
    Picklist = 0,

    [EnumMember(Value = "State")]
    State = 1,

    [EnumMember(Value = "Status")]
    Status = 2,

    [EnumMember(Value = "Boolean")]
    Boolean = 3,
}
