using Tevreden.Api;
using Tevreden.Api.Profile;

namespace Tevreden.Cli.Service;

/// <summary>How to reach the survey service: what this machine's settings say, else what Dataverse's environment variables say.</summary>
internal sealed class ServiceSettings
{
    public required Uri Address { get; init; }

    public required string Platform { get; init; }

    public required string ApiKey { get; init; }

    public ApiProfile Profile { get; init; } = ApiProfile.Default;

    /// <summary>What a confirmation is compared with: the host, with its port where that is not the usual one.</summary>
    public string Host => Address.Authority;

    /// <summary>A client of the service.</summary>
    /// <param name="handler">The patient way there; it stays the caller's to dispose.</param>
    /// <param name="resilience">How patient that is: the client itself must not give up before.</param>
    public TevredenClient Client(ServiceHandler handler, Resilience resilience) => new(
        new TevredenClientOptions
        {
            BaseAddress = Address,
            ApiKey = ApiKey,
            Platform = Platform,
            Profile = Profile,
            Timeout = resilience.Patience + resilience.LongestDelay + resilience.ServiceAttempt,
        },
        handler);

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{Host} as {Platform}";
}
