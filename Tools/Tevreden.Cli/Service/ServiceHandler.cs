using System.Net;
using Polly.CircuitBreaker;

namespace Tevreden.Cli.Service;

/// <summary>The way to the survey service for <c>TevredenClient</c>: patient with what passes, and counting what goes over the wire.</summary>
internal sealed class ServiceHandler : DelegatingHandler
{
    private readonly WholeAnswerHandler _wire;

    private ServiceHandler(HttpMessageHandler resilient, WholeAnswerHandler wire)
        : base(resilient) => _wire = wire;

    /// <summary>How often the service was asked, repeats included.</summary>
    public int Requests => _wire.Requests;

    /// <param name="setup">How patient to be.</param>
    /// <param name="sockets">What sends; null for the usual. It must not follow redirects.</param>
    public static ServiceHandler Create(RetrySetup setup, HttpMessageHandler? sockets = null)
    {
        var wire = new WholeAnswerHandler(
            sockets ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All },
            setup.Resilience.ServiceAttempt);
        return new ServiceHandler(ServiceResilience.Handler(setup, wire), wire);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            // The client knows what the framework throws, not what the breaker does.
            throw new HttpRequestException("The service gave no answer time and again.", exception);
        }
    }
}
