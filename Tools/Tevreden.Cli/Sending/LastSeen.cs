using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Commands;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sending;

/// <summary>Lets the connection say that a runner was here, so that nothing raises the alert of a runner that is overdue.</summary>
internal static class LastSeen
{
    public static async Task NoteAsync(Job job, CancellationToken stop)
    {
        if ((await job.OpeningAsync(stop)).Connection is not { } connection)
            return;
        await job.Client.RepeatAsync(
            new UpdateRequest { Target = new Entity(ConnectionTable.Table, connection.Id) { [ConnectionTable.RunnerLastSeenOn] = job.Now } }, stop);
    }
}
