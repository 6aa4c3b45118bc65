using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Reconciliation;

/// <summary>Puts the service's own totals beside ours. A difference is told and no error: erased responses are gone here, and the service may count other platforms in.</summary>
internal sealed class TotalsCheck(Job job, ServiceCalls service)
{
    private const string CountAlias = "responses";

    public async Task RunAsync(CancellationToken stop)
    {
        var totals = await service.RepeatAsync(static (client, stop) => client.GetStatisticsAsync(stop), stop);
        if (totals?.Responses is not { } there)
        {
            job.Report.Tell("totals", "the service gives none");
            return;
        }

        var here = await CountAsync(Watermark.Beginning, job.Now.AddDays(1), stop);
        job.Report.Add("responsesHere", "responses here", here);
        job.Report.Add("responsesThere", there, "responses there", here == there ? RunReport.Number(there) : $"{RunReport.Number(there)} (differs by {RunReport.Number(Math.Abs(there - here))})");
    }

    // Dataverse counts 50,000 rows at once, so a longer time is counted in halves.
    private async Task<int> CountAsync(DateTime from, DateTime to, CancellationToken stop)
    {
        try
        {
            var page = await job.Client.ReadPageAsync(
                Fetch.Aggregate(Fetch.Entity(
                    ResponseTable.Table,
                    Fetch.Calculated("count", ResponseTable.Id, CountAlias),
                    Fetch.And(Fetch.IsNull(ResponseTable.WithdrawnOn), Fetch.NotBefore(ResponseTable.RespondedOn, from), Fetch.Before(ResponseTable.RespondedOn, to)))),
                stop);
            return page.Entities.FirstOrDefault()?.Whole(CountAlias) ?? 0;
        }
        catch (Exception exception) when (DataverseFaults.Code(exception) == DataverseFaults.AggregateLimitExceeded && to - from > TimeSpan.FromSeconds(1))
        {
            var middle = from + ((to - from) / 2);
            return await CountAsync(from, middle, stop) + await CountAsync(middle, to, stop);
        }
    }
}
