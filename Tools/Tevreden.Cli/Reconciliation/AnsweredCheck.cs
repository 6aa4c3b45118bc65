using Microsoft.Extensions.Logging;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Reconciliation;

/// <summary>Finds invitations that say Answered although no response is there. An emptied invitation has no reference any more, and is left out.</summary>
internal sealed class AnsweredCheck(Job job)
{
    private const string ResponseAlias = "response";

    public async Task RunAsync(CancellationToken stop)
    {
        var query = Fetch.Query(Fetch.Entity(
            InvitationTable.Table,
            Fetch.Columns(InvitationTable.Id, InvitationTable.Reference),
            Fetch.And(Fetch.Is(InvitationTable.Status, Fetch.Number(InvitationStatus.Answered)), Fetch.IsNotNull(InvitationTable.Reference), Fetch.IsNullIn(ResponseAlias, ResponseTable.Id)),
            Fetch.Join(ResponseTable.Table, ResponseTable.Invitation, InvitationTable.Id, ResponseAlias, Fetch.Columns(ResponseTable.Id)),
            Fetch.Order(InvitationTable.Id)));
        var found = 0;
        await foreach (var page in job.Client.PagesAsync(query, stop))
        {
            found += page.Count;
            foreach (var row in page)
                job.Context.Log.LogWarning("Reconcile.AnsweredWithoutResponse invitation={Invitation} reference={Reference}", row.Id, row.Text(InvitationTable.Reference));
        }

        job.Report.Add("answeredWithoutResponse", found, "answers missing", found == 0 ? "0" : $"{found}; read them with sync --full");
        if (found > 0)
            job.Report.MarkIncomplete();
    }
}
