using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;

namespace Tevreden.Cli.Dataverse;

/// <summary>Deletes many rows in few requests. A row that is gone already is as it should be.</summary>
internal sealed class BulkDelete(DataverseClient client)
{
    private const int AtOnce = 200;

    /// <returns>How many could not be deleted.</returns>
    public async Task<int> RunAsync(IEnumerable<Entity> rows, CancellationToken stop)
    {
        var refused = 0;
        foreach (var some in rows.Chunk(AtOnce))
        {
            var requests = new OrganizationRequestCollection();
            requests.AddRange(some.Select(row => new DeleteRequest { Target = row.ToEntityReference() }));
            var answer = (ExecuteMultipleResponse)await client.RepeatAsync(
                new ExecuteMultipleRequest { Requests = requests, Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = false } }, stop);
            refused += answer.Responses.Count(item => item.Fault is not null && DataverseFaults.Kind(item.Fault) != FaultKind.Stale);
        }

        return refused;
    }
}
