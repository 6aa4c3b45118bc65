using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "CascadeType")]
public enum CascadeType
{
    [EnumMember(Value = "NoCascade")]
    NoCascade = 0,

    [EnumMember(Value = "Cascade")]
    Cascade = 1,

    [EnumMember(Value = "Active")]
    Active = 2,

    [EnumMember(Value = "UserOwned")]
    UserOwned = 3,

    [EnumMember(Value = "RemoveLink")]
    RemoveLink = 4,

    [EnumMember(Value = "Restrict")]
    Restrict = 5,
}
