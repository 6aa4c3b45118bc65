using Microsoft.PowerPlatform.Dataverse.Client;
using Tevreden.Cli.Configuration;

namespace Tevreden.Cli.Dataverse;

/// <summary>Opens Microsoft's client. Sends nothing.</summary>
internal static class DataverseConnection
{
    /// <summary>Of another client than Microsoft's, which tells nothing.</summary>
    private const int UsualParallelism = 4;

    /// <summary>How many requests at once the server recommends (header <c>x-ms-dop-hint</c>), as its last answer said.</summary>
    public static int Parallelism(IOrganizationServiceAsync2 service) => (service as ServiceClient)?.RecommendedDegreesOfParallelism ?? UsualParallelism;

    public static IOrganizationServiceAsync2 Open(JobSettings settings, Func<CancellationToken, Task<string>> token) =>
        new ServiceClient(settings.DataverseUrl, _ => token(CancellationToken.None))
        {
            // One pipeline decides about repeats, and that is ours.
            MaxRetryCount = 0,

            // Limits count per server, so requests spread over all of them; whoever writes in bulk needs no server of its own.
            EnableAffinityCookie = false,
        };
}
