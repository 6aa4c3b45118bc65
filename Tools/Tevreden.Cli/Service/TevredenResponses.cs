using Tevreden.Api;

namespace Tevreden.Cli.Service;

/// <summary>The responses of the survey service over its own client.</summary>
internal sealed class TevredenResponses : IResponseSource
{
    private readonly ServiceCalls _calls;

    private TevredenResponses(ServiceSettings settings, RetrySetup setup) => _calls = new ServiceCalls(settings, setup);

    public int Requests => _calls.Requests;

    public static IResponseSource Open(ServiceSettings settings, RetrySetup setup) => new TevredenResponses(settings, setup);

    public Task<ResponsePage> ReadAsync(ResponseQuery query, CancellationToken cancellation) =>
        _calls.RepeatAsync((client, token) => client.GetResponsesAsync(query, token), cancellation);

    public async Task<IReadOnlyList<string>> OrganisationsAsync(CancellationToken cancellation) =>
        [.. (await _calls.RepeatAsync(static (client, token) => client.GetOrganisationsAsync(token), cancellation)).Select(organisation => organisation.Id)];

    public void Dispose() => _calls.Dispose();
}
