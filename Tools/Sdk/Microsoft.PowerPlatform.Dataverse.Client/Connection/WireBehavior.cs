using System;
using System.Net.Http;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.ServiceModel.Dispatcher;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>Hooks into WCF: reads what comes beside the answers, follows no redirect, and keeps what is meant for this machine on this machine.</summary>
internal sealed class WireBehavior(ReplyFacts facts) : IEndpointBehavior
{
    /// <summary>As in the official client: a fault with a long trace still comes through.</summary>
    private const int LargestFault = 131_072;

    public void AddBindingParameters(ServiceEndpoint endpoint, BindingParameterCollection bindingParameters)
    {
        var isLocal = endpoint.Address.Uri.IsLoopback;
        bindingParameters.Add(new Func<HttpClientHandler, HttpMessageHandler>(handler =>
        {
            handler.AllowAutoRedirect = false;
            if (isLocal)
                handler.UseProxy = false;
            return handler;
        }));
    }

    public void ApplyClientBehavior(ServiceEndpoint endpoint, ClientRuntime clientRuntime)
    {
        clientRuntime.MaxFaultSize = LargestFault;
        clientRuntime.ClientMessageInspectors.Add(facts);
    }

    public void ApplyDispatchBehavior(ServiceEndpoint endpoint, EndpointDispatcher endpointDispatcher) => throw new NotSupportedException("This behavior is for clients.");

    public void Validate(ServiceEndpoint endpoint)
    {
    }
}
