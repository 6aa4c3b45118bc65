using System.ServiceModel;
using System.Threading.Tasks;
using Microsoft.Xrm.Sdk;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>The one operation that is used on the wire: every message, Create and Retrieve included, goes as an Execute.</summary>
[ServiceContract(Name = "IOrganizationService", Namespace = "http://schemas.microsoft.com/xrm/2011/Contracts/Services")]
internal interface IExecuteContract
{
    [OperationContract]
    [FaultContract(typeof(OrganizationServiceFault))]
    Task<OrganizationResponse> ExecuteAsync(OrganizationRequest request);
}
