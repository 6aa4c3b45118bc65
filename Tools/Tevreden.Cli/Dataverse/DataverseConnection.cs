using Microsoft.PowerPlatform.Dataverse.Client;
using Tevreden.Cli.Configuration;

namespace Tevreden.Cli.Dataverse;

/// <summary>Opens Microsoft's client. Sends nothing.</summary>
internal static class DataverseConnection
{
    public static IOrganizationServiceAsync2 Open(JobSettings settings, Func<CancellationToken, Task<string>> token) =>
        new ServiceClient(settings.DataverseUrl, _ => token(CancellationToken.None))
        {
            // One pipeline decides about repeats, and that is ours.
            MaxRetryCount = 0,
        };
}
