using Tevreden.Api;

namespace Tevreden.Cli.Service;

/// <summary>Where responses come from.</summary>
internal interface IResponseSource : IDisposable
{
    /// <summary>Reads one page, once.</summary>
    /// <exception cref="TevredenApiException">It did not succeed.</exception>
    Task<ResponsePage> ReadAsync(ResponseQuery query, CancellationToken cancellation);
}
