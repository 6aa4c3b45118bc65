using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>The clock that Dataverse lacks: asks for what is due until nothing more is. Sends nothing itself.</summary>
internal sealed class DueInvitations(DataverseClient client, ILogger log)
{
    private const int AtOnce = 100;

    /// <summary>How many invitations were asked for.</summary>
    public async Task<int> AskAsync(CancellationToken stop)
    {
        var asked = 0;
        while (true)
        {
            // Asking twice is harmless: what was asked for a moment ago is not due.
            var answer = await client.RepeatAsync(new OrganizationRequest(CustomApis.RunDue) { [CustomApis.Top] = AtOnce }, stop);
            var now = Convert.ToInt32(answer.Results[CustomApis.Asked], CultureInfo.InvariantCulture);
            asked += now;
            log.LogInformation("Due.Asked now={Now} total={Total}", now, asked);
            if (now == 0 || answer.Results[CustomApis.MoreDue] is not true)
                return asked;
        }
    }
}
