using Azure.Core;

namespace Tevreden.Cli.Tests.Support;

/// <summary>Gives a new token each time it is asked, and remembers for what.</summary>
internal sealed class FakeCredential(TimeProvider clock, TimeSpan life) : TokenCredential
{
    public List<string> Scopes { get; } = [];

    /// <summary>Thrown in place of a token.</summary>
    public Exception? Problem { get; set; }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes.AddRange(requestContext.Scopes);
        return Problem is null ? new AccessToken($"token-{Scopes.Count}", clock.GetUtcNow() + life) : throw Problem;
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
}
