using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Organization;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = "http://schemas.microsoft.com/crm/2011/Contracts")]
public sealed class RetrieveCurrentOrganizationResponse : OrganizationResponse
{
    public RetrieveCurrentOrganizationResponse()
    {
    }

    public OrganizationDetail Detail => Results.Contains("Detail") ? (OrganizationDetail)Results["Detail"] : default;
}
