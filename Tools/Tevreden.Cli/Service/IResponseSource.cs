using Tevreden.Api;

namespace Tevreden.Cli.Service;

/// <summary>Where responses come from.</summary>
internal interface IResponseSource : IDisposable
{
    /// <summary>How often the service was asked, repeats included.</summary>
    int Requests { get; }

    /// <summary>Reads one page; what passes (throttling, a lost answer) is waited for.</summary>
    /// <exception cref="TevredenApiException">It did not succeed.</exception>
    Task<ResponsePage> ReadAsync(ResponseQuery query, CancellationToken cancellation);

    /// <summary>Ids of the service's organisations, for shards.</summary>
    /// <exception cref="TevredenApiException">It did not succeed.</exception>
    Task<IReadOnlyList<string>> OrganisationsAsync(CancellationToken cancellation);
}
