using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Api;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Service;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Reconciliation;

/// <summary>Asks the service what became of the invitations that were sent, where it can be asked.</summary>
internal sealed class SentCheck(Job job, ServiceCalls service, bool repair)
{
    // The service may need a moment to know what it took.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private int _asked;
    private int _unknown;
    private int _answered;
    private int _bounced;
    private int _unsubscribed;

    public async Task RunAsync(DateTime since, CancellationToken stop)
    {
        if (!service.Profile.HasStatusCall)
        {
            job.Report.Add("sentAsked", JValueNull, "sent", "can't be known: the API profile has no status call (status.enabled)");
            return;
        }

        var query = Fetch.Query(Fetch.Entity(
            InvitationTable.Table,
            Fetch.Columns(InvitationTable.Id, InvitationTable.Reference, "versionnumber"),
            Fetch.And(
                Fetch.Is(InvitationTable.Status, Fetch.Number(InvitationStatus.Sent)),
                Fetch.IsNotNull(InvitationTable.Reference),
                Fetch.NotBefore(InvitationTable.SentOn, since),
                Fetch.Before(InvitationTable.SentOn, job.Now - Grace)),
            Fetch.Order(InvitationTable.Id)));
        await foreach (var page in job.Client.PagesAsync(query, stop))
        {
            foreach (var row in page)
                await AskAsync(row, stop);
        }

        Tell();
    }

    private static readonly Newtonsoft.Json.Linq.JToken JValueNull = Newtonsoft.Json.Linq.JValue.CreateNull();

    private async Task AskAsync(Entity row, CancellationToken stop)
    {
        var reference = row.Text(InvitationTable.Reference)!;
        var result = await service.RepeatAsync((client, token) => client.GetInvitationStatusAsync(reference, token), stop);
        _asked++;
        switch (result.Status)
        {
            case SendStatus.Unknown:
                _unknown++;
                job.Context.Log.LogWarning("Reconcile.UnknownToService invitation={Invitation} reference={Reference}", row.Id, reference);
                break;
            case SendStatus.Answered:
                _answered++;
                break;
            case SendStatus.Bounced:
                _bounced++;
                await FailAsync(row, InvitationReason.Bounced, stop);
                break;
            case SendStatus.Unsubscribed:
                _unsubscribed++;
                await FailAsync(row, InvitationReason.Unsubscribed, stop);
                break;
        }
    }

    private async Task FailAsync(Entity row, InvitationReason reason, CancellationToken stop)
    {
        if (!repair)
            return;

        try
        {
            await job.Client.OnceAsync(
                new UpdateRequest
                {
                    Target = new Entity(InvitationTable.Table, row.Id)
                    {
                        RowVersion = row.RowVersion,
                        [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Failed),
                        [InvitationTable.Reason] = new OptionSetValue((int)reason),
                    },
                    ConcurrencyBehavior = ConcurrencyBehavior.IfRowVersionMatches,
                },
                stop);
            job.Counts.Written++;
        }
        catch (Exception exception) when (DataverseFaults.Kind(exception) == FaultKind.Stale)
        {
            // It was answered this moment, or erased: then that is what it is.
            job.Context.Log.LogInformation("Reconcile.ChangedMeanwhile invitation={Invitation}", row.Id);
        }
    }

    private void Tell()
    {
        job.Report.Add("sentAsked", "sent, asked about", _asked);
        job.Report.Add("sentUnknown", "unknown to service", _unknown);
        job.Report.Add("sentAnswered", "answered there", _answered);
        job.Report.Add("bounced", "bounced", _bounced);
        job.Report.Add("unsubscribed", "unsubscribed", _unsubscribed);
        if (_unknown > 0 || (!repair && _bounced + _unsubscribed > 0))
            job.Report.MarkIncomplete();
    }
}
