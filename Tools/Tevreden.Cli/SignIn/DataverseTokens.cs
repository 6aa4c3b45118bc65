using Azure.Core;

namespace Tevreden.Cli.SignIn;

/// <summary>Tokens for one environment, asked for once and kept until shortly before they end. Safe for several workers.</summary>
internal sealed class DataverseTokens(Uri environment, TokenCredential credential, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly string[] _scopes = [$"{environment.GetLeftPart(UriPartial.Authority)}/.default"];
    private AccessToken _token;

    /// <param name="cancellation">Ends waiting.</param>
    /// <exception cref="Azure.Identity.AuthenticationFailedException">It was refused, or could not be asked for.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_token.Token is null || _token.ExpiresOn - Margin <= time.GetUtcNow())
                _token = await credential.GetTokenAsync(new TokenRequestContext(_scopes), cancellation);
            return _token.Token;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
