using Tevreden.Api;

namespace Tevreden.Cli.Service;

/// <summary>The survey service over its own client.</summary>
internal sealed class TevredenResponses : IResponseSource
{
    private readonly SocketsHttpHandler _handler;
    private readonly TevredenClient _client;

    private TevredenResponses(ServiceSettings settings)
    {
        _handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = System.Net.DecompressionMethods.All };
        _client = new TevredenClient(
            new TevredenClientOptions { BaseAddress = settings.Address, ApiKey = settings.ApiKey, Platform = settings.Platform, Profile = settings.Profile },
            _handler);
    }

    public static IResponseSource Open(ServiceSettings settings) => new TevredenResponses(settings);

    public Task<ResponsePage> ReadAsync(ResponseQuery query, CancellationToken cancellation) => _client.GetResponsesAsync(query, cancellation);

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }
}
