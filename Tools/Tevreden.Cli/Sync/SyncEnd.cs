using System.ServiceModel;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>The last request of a run: gives the lease back with the watermark, completes the run's row, and notes that a runner was seen.</summary>
internal sealed class SyncEnd(DataverseClient client, RunRecord record, ConnectionFacts connection, JobContext job)
{
    /// <param name="checkpoint">The lease.</param>
    /// <param name="counts">What was done.</param>
    /// <param name="waiting">Writes down what waits to be tried again; null where that stands already.</param>
    /// <param name="safe">The watermark; null to leave it.</param>
    /// <param name="error">Why the run ended before its end.</param>
    /// <returns>True where the lease was given back and <paramref name="safe"/> is stored.</returns>
    public async Task<bool> WriteAsync(Checkpoint checkpoint, SyncCounts counts, OrganizationRequest? waiting, DateTime? safe, CliException? error)
    {
        var now = job.Time.GetUtcNow().UtcDateTime;
        var requests = new List<OrganizationRequest>
        {
            record.Finish(counts, error, now),
            new UpdateRequest { Target = new Entity(ConnectionTable.Table, connection.Id) { [ConnectionTable.RunnerLastSeenOn] = now } },
        };
        var release = checkpoint.Release(safe);
        if (release is not null)
            requests.Insert(0, release);
        if (waiting is not null)
            requests.Insert(0, waiting);

        try
        {
            if (await client.ExecuteEachAsync(requests, CancellationToken.None) is [var failed, ..])
                throw new FaultException<OrganizationServiceFault>(failed.Fault, failed.Fault.Message);
            return release is not null;
        }
        catch (Exception exception) when (error is not null)
        {
            // The first error is the one that a person needs; the lease ends by itself.
            job.Log.LogWarning("Sync.NotFinished cause={Cause}", ErrorMapper.Map(exception).Code);
            return false;
        }
    }
}
