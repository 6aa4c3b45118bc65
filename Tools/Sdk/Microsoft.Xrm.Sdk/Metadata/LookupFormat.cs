using System.Runtime.Serialization;

namespace Microsoft.Xrm.Sdk.Metadata;

[DataContract(Namespace = "http://schemas.microsoft.com/xrm/2011/Metadata", Name = "LookupFormat")]
public enum LookupFormat
{
    [EnumMember(Value = "None")]
    None = 0,

    [EnumMember(Value = "Connection")]
    Connection = 1,

    [EnumMember(Value = "Regarding")]
    Regarding = 2,

    [EnumMember(Value = "Text")]
    Text = 3,
}
