using Tevreden.Api;

namespace Tevreden.Cli.Service;

/// <summary>The survey service over its own client.</summary>
internal sealed class TevredenResponses : IResponseSource
{
    private readonly ServiceHandler _handler;
    private readonly TevredenClient _client;

    private TevredenResponses(ServiceSettings settings, RetrySetup setup)
    {
        _handler = ServiceHandler.Create(setup);
        _client = settings.Client(_handler, setup.Resilience);
    }

    public int Requests => _handler.Requests;

    public static IResponseSource Open(ServiceSettings settings, RetrySetup setup) => new TevredenResponses(settings, setup);

    public Task<ResponsePage> ReadAsync(ResponseQuery query, CancellationToken cancellation) => _client.GetResponsesAsync(query, cancellation);

    public async Task<IReadOnlyList<string>> OrganisationsAsync(CancellationToken cancellation) =>
        [.. (await _client.GetOrganisationsAsync(cancellation)).Select(organisation => organisation.Id)];

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }
}
