using Newtonsoft.Json.Linq;
using Tevreden.Demo.Dataverse;

namespace Tevreden.Demo.Story;

/// <summary>What service agents do: resolve cases, as always.</summary>
internal sealed class Agents(WebApi dataverse)
{
    /// <summary>Status -1: the platform picks the default reason of Resolved.</summary>
    private const int DefaultStatus = -1;

    public async Task ResolveAsync(IReadOnlyList<Guid> cases, CancellationToken cancellation)
    {
        foreach (var incident in cases)
        {
            await dataverse.ActAsync(
                "CloseIncident",
                new JObject
                {
                    ["IncidentResolution"] = new JObject
                    {
                        ["@odata.type"] = "Microsoft.Dynamics.CRM.incidentresolution",
                        ["subject"] = "Opgelost",
                        ["incidentid@odata.bind"] = $"/incidents({incident})",
                    },
                    ["Status"] = DefaultStatus,
                },
                cancellation).ConfigureAwait(false);
        }
    }
}
