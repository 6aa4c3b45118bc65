using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Sync;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Checks;

/// <summary>Is what an administrator confirmed what is here now, and is anything holding sending back?</summary>
internal sealed class ConnectionCheck(Job job)
{
    private static readonly TimeSpan Overdue = TimeSpan.FromHours(24);

    public async Task<IEnumerable<CheckResult>> RunAsync(CancellationToken stop)
    {
        var opening = await job.OpeningAsync(stop);

        // An address and a platform are confirmed, not a key, so this can be said without one.
        var service = ServiceOfEnvironment.Resolve(job.Settings with { ApiKey = job.Settings.ApiKey ?? "none" }, opening.Variables);
        ServiceOfEnvironment.RefuseUnconfirmed(opening, service);
        var row = (await job.Client.ReadPageAsync(
            Fetch.Query(Fetch.Entity(
                ConnectionTable.Table,
                Fetch.Columns(
                    ConnectionTable.Paused, ConnectionTable.TestRecipient, ConnectionTable.State, ConnectionTable.SuspendedSince, ConnectionTable.ThrottledUntil,
                    ConnectionTable.RunnerLastSeenOn, ConnectionTable.ConnectedSince),
                Fetch.And(Fetch.Is(ConnectionTable.Key, ConnectionTable.TheKey)))),
            stop)).Entities.Single();

        var results = new List<CheckResult> { CheckResult.Ok("connection", $"confirmed for {service.Host} as {service.Platform}; connected since {Since(row)}") };
        if (row.Flag(ConnectionTable.Paused))
            results.Add(CheckResult.Warning("pause", "sending is paused on the connection row"));
        if (row.Text(ConnectionTable.TestRecipient) is not null)
            results.Add(CheckResult.Warning("test recipient", "all mail goes to the test recipient on the connection row, and none to customers"));
        if (row.Choice<ConnectionState>(ConnectionTable.State) == ConnectionState.Suspended)
            results.Add(CheckResult.Warning("suspended", $"since {row.Date(ConnectionTable.SuspendedSince):yyyy-MM-dd HH:mm} UTC: the service refused the key. Correct it and press \"Test connection\"."));
        if (row.Date(ConnectionTable.ThrottledUntil) is { } until && until > job.Now)
            results.Add(CheckResult.Warning("throttled", $"until {until:yyyy-MM-dd HH:mm} UTC, as the service asked"));
        results.Add(row.Date(ConnectionTable.RunnerLastSeenOn) is { } seen
            ? job.Now - seen > Overdue
                ? CheckResult.Warning("runner", $"last seen {seen:yyyy-MM-dd HH:mm} UTC. Is the job scheduled?")
                : CheckResult.Ok("runner", $"last seen {seen:yyyy-MM-dd HH:mm} UTC")
            : CheckResult.Warning("runner", "never seen: schedule run, or nothing that is due later is sent"));
        return results;
    }

    private static string Since(Entity row) =>
        row.Date(ConnectionTable.ConnectedSince) is { } since ? $"{since:yyyy-MM-dd HH:mm} UTC" : "no time: no resolution counts";
}
