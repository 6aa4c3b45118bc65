using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Checks;

/// <summary>Compares this machine's clock with Dataverse's, by the time that it puts on a row of this run.</summary>
internal sealed class ClockCheck(Job job)
{
    private static readonly TimeSpan Much = TimeSpan.FromMinutes(5);

    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop)
    {
        var before = job.Now;
        await RunRowWriter.StartAsync(job, stop);
        var rows = await job.Client.ReadPageAsync(
            Fetch.Query(Fetch.Entity(SyncRunTable.Table, Fetch.Columns("createdon"), Fetch.And(Fetch.Is(SyncRunTable.Id, job.Context.RunId.ToString("D"))))), stop);
        await RunRowWriter.FinishAsync(job, null);
        var there = rows.Entities.Single().Date("createdon") ?? default;
        var difference = there - before;
        return
        [
            difference.Duration() <= Much
                ? CheckResult.Ok("clock", $"within {Math.Ceiling(difference.Duration().TotalSeconds)} s of Dataverse's")
                : CheckResult.Warning("clock", $"this machine's clock is {difference.Duration().TotalMinutes:0} minutes {(difference > TimeSpan.Zero ? "behind" : "ahead of")} Dataverse's. Set it: leases and terms go by it."),
        ];
    }
}
