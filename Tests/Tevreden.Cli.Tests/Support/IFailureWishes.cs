using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Cli.Tests.Support;

/// <summary>What a test lets go wrong in Dataverse.</summary>
internal interface IFailureWishes
{
    /// <summary>Is called before each request of the job; throws to make it fail.</summary>
    Action<OrganizationRequest>? BeforeRequest { get; }

    /// <summary>Is called after each request of the job was done; throws to lose its answer.</summary>
    Action<OrganizationRequest>? AfterRequest { get; }

    /// <summary>The fault of a row that is to be written; null for none.</summary>
    Func<Entity, FaultException<OrganizationServiceFault>?>? BeforeRow { get; }
}
