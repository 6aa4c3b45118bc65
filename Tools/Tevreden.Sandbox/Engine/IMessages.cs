using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Engine;

/// <summary>Runs any message: the way back in for plug-ins and for messages made of others.</summary>
internal interface IMessages
{
    OrganizationResponse Execute(OrganizationRequest request, Operation operation);
}

/// <summary>One message.</summary>
internal interface IMessageHandler
{
    string RequestName { get; }

    OrganizationResponse Handle(OrganizationRequest request, Operation operation);
}
