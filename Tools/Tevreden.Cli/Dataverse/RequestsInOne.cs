using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace Tevreden.Cli.Dataverse;

/// <summary>Many requests in one ExecuteMultiple, each in a transaction of its own, so that one that fails costs itself only.</summary>
internal static class RequestsInOne
{
    /// <summary>The platform takes no more in one.</summary>
    private const int MostAtOnce = 1000;

    private const int MostRounds = 10;

    /// <summary>Runs all of them; those that were throttled or lost inside are sent again, so each may run twice.</summary>
    /// <returns>The faults of those that failed, by their place in <paramref name="requests"/>.</returns>
    public static async Task<IReadOnlyList<FailedRequest>> ExecuteEachAsync(
        this DataverseClient client, IReadOnlyList<OrganizationRequest> requests, CancellationToken cancellation)
    {
        var failed = new List<FailedRequest>();
        List<int> pending = [.. Enumerable.Range(0, requests.Count)];
        for (var round = 0; pending.Count > 0; round++)
        {
            var again = new List<int>();
            foreach (var part in pending.Chunk(MostAtOnce))
            {
                foreach (var (place, fault) in await ExecuteAsync(client, requests, part, cancellation))
                {
                    if (round < MostRounds && DataverseFaults.Kind(fault) is FaultKind.Throttled or FaultKind.Transient)
                    {
                        client.PauseFor(fault, round);
                        again.Add(place);
                    }
                    else
                    {
                        failed.Add(new FailedRequest(place, fault));
                    }
                }
            }

            pending = again;
        }

        return failed;
    }

    private static async Task<IEnumerable<(int Place, OrganizationServiceFault Fault)>> ExecuteAsync(
        DataverseClient client, IReadOnlyList<OrganizationRequest> requests, int[] places, CancellationToken cancellation)
    {
        var some = new OrganizationRequestCollection();
        some.AddRange(places.Select(place => requests[place]));
        var response = (ExecuteMultipleResponse)await client.RepeatAsync(
            new ExecuteMultipleRequest { Requests = some, Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = false } }, cancellation);
        return response.Responses.Where(item => item.Fault is not null).Select(item => (places[item.RequestIndex], item.Fault));
    }
}

/// <summary>One of many requests that failed.</summary>
/// <param name="Place">Its place among them.</param>
/// <param name="Fault">Why.</param>
internal sealed record FailedRequest(int Place, OrganizationServiceFault Fault);
