using System;
using System.Net.Http;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.ServiceModel.Dispatcher;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>Hooks into WCF: reads what comes beside the answers, follows no redirect, and keeps what is meant for this machine on this machine.</summary>
internal sealed class WireBehavior(ReplyFacts facts) : IEndpointBehavior
{
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
        // A fault carries the trace of the plug-in that failed, which may be long.
        clientRuntime.MaxFaultSize = int.MaxValue;
        clientRuntime.ClientMessageInspectors.Add(facts);
    }

    public void ApplyDispatchBehavior(ServiceEndpoint endpoint, EndpointDispatcher endpointDispatcher) => throw new NotSupportedException("This behavior is for clients.");

    public void Validate(ServiceEndpoint endpoint)
    {
    }
}
