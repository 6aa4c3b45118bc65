using System;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Description;
using System.Threading.Tasks;
using System.Xml;
using Microsoft.Xrm.Sdk;

namespace Microsoft.PowerPlatform.Dataverse.Client.Connection;

/// <summary>One connection to the organization service; opening it sends nothing. Safe to use from many threads.</summary>
internal sealed class OrganizationChannel : IDisposable
{
    // A bulk's envelope is some megabytes: buffers made anew for each are garbage that only a full collection takes away.
    private const int BufferPoolSize = 16 * 1024 * 1024;

    private readonly ChannelFactory<IExecuteContract> _factory;
    private readonly IExecuteContract _channel;

    public OrganizationChannel(Uri address, TimeSpan timeout)
    {
        Address = address;
        Facts = new ReplyFacts(address);
        _factory = new ChannelFactory<IExecuteContract>(Binding(address, timeout), new EndpointAddress(address));
        _factory.Endpoint.EndpointBehaviors.Add(new WireBehavior(Facts));
        foreach (var operation in _factory.Endpoint.Contract.Operations)
        {
            var serializer = (DataContractSerializerOperationBehavior)operation.OperationBehaviors[typeof(DataContractSerializerOperationBehavior)];
            serializer.DataContractResolver = new KnownTypesResolver();
            serializer.MaxItemsInObjectGraph = int.MaxValue;
        }

        _channel = _factory.CreateChannel();
        ((IClientChannel)_channel).Open();
    }

    public Uri Address { get; }

    public ReplyFacts Facts { get; }

    public Task<OrganizationResponse> SendAsync(OrganizationRequest request, string token, Impersonation impersonation)
    {
        // WCF takes the headers when the call begins, so the scope may end before the answer is there.
        using (new OperationContextScope((IContextChannel)_channel))
        {
            RequestHeaders.Write(OperationContext.Current, request, token, impersonation);
            return _channel.ExecuteAsync(request);
        }
    }

    public void Dispose()
    {
        // Abort, not Close: closing would wait for answers that nobody reads any more.
        ((IClientChannel)_channel).Abort();
        _factory.Abort();
    }

    private static BasicHttpBinding Binding(Uri address, TimeSpan timeout) =>
        new(address.Scheme == Uri.UriSchemeHttps ? BasicHttpSecurityMode.Transport : BasicHttpSecurityMode.None)
        {
            MaxReceivedMessageSize = int.MaxValue,
            MaxBufferSize = int.MaxValue,
            MaxBufferPoolSize = BufferPoolSize,
            ReaderQuotas = XmlDictionaryReaderQuotas.Max,
            SendTimeout = timeout,
            ReceiveTimeout = timeout,
            OpenTimeout = timeout,
        };
}
