using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Organization;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

internal sealed class WhoAmIHandler(EngineOptions options, Principals principals) : IMessageHandler
{
    public string RequestName => "WhoAmI";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new WhoAmIResponse
    {
        ResponseName = RequestName,
        Results =
        {
            ["UserId"] = operation.UserId,
            ["BusinessUnitId"] = principals.Get(operation).BusinessUnitId,
            ["OrganizationId"] = options.OrganizationId,
        },
    };
}

internal sealed class RetrieveVersionHandler(EngineOptions options) : IMessageHandler
{
    public string RequestName => "RetrieveVersion";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) =>
        new RetrieveVersionResponse { ResponseName = RequestName, Results = { ["Version"] = options.Version } };
}

internal sealed class RetrieveCurrentOrganizationHandler(EngineOptions options, Func<Uri?> serviceUrl) : IMessageHandler
{
    public string RequestName => "RetrieveCurrentOrganization";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var endpoints = new EndpointCollection();
        if (serviceUrl() is { } address)
        {
            endpoints.Add(EndpointType.OrganizationService, new Uri(address, "XRMServices/2011/Organization.svc").AbsoluteUri);
            endpoints.Add(EndpointType.OrganizationDataService, new Uri(address, "XRMServices/2011/OrganizationData.svc").AbsoluteUri);
            endpoints.Add(EndpointType.WebApplication, address.AbsoluteUri);
        }

        return new RetrieveCurrentOrganizationResponse
        {
            ResponseName = RequestName,
            Results =
            {
                ["Detail"] = new OrganizationDetail
                {
                    OrganizationId = options.OrganizationId,
                    FriendlyName = options.FriendlyName,
                    UniqueName = options.UniqueName,
                    UrlName = options.UniqueName,
                    OrganizationVersion = options.Version,
                    EnvironmentId = options.OrganizationId.ToString("D"),
                    TenantId = Guid.Empty.ToString("D"),
                    Geo = "LOCAL",
                    SchemaType = "Full",
                    State = OrganizationState.Enabled,
                    OrganizationType = OrganizationType.Developer,
                    Endpoints = endpoints,
                },
            },
        };
    }
}

/// <summary>Everything is published as soon as it is written.</summary>
internal sealed class PublishAllXmlHandler : IMessageHandler
{
    public string RequestName => "PublishAllXml";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new PublishAllXmlResponse { ResponseName = RequestName };
}
