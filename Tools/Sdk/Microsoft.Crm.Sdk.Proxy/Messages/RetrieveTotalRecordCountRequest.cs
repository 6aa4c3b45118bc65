using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/crm/2011/Contracts")]
public sealed class RetrieveTotalRecordCountRequest : OrganizationRequest
{
    public RetrieveTotalRecordCountRequest()
    {
        RequestName = "RetrieveTotalRecordCount";
        EntityNames = default;
    }

    public string[] EntityNames
    {
        get => Parameters.Contains("EntityNames") ? (string[])Parameters["EntityNames"] : default;
        set => Parameters["EntityNames"] = value;
    }
}
