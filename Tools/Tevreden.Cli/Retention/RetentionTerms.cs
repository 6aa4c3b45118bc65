using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Retention;

/// <summary>What is older than these times goes; null where it is kept for ever. UTC.</summary>
/// <param name="Payload">Of invitations.</param>
/// <param name="Email">Of invitations.</param>
/// <param name="Skipped">Invitations that were skipped or cancelled.</param>
/// <param name="Remarks">And texts of answers.</param>
/// <param name="Runs">Rows of runs, and alerts whose cause is gone: they tell of no person, so their term is the job's own.</param>
internal sealed record RetentionTerms(DateTime? Payload, DateTime? Email, DateTime? Skipped, DateTime? Remarks, DateTime Runs)
{
    public const int RunDays = 90;

    public static async Task<RetentionTerms> ReadAsync(DataverseClient client, DateTime now, CancellationToken stop)
    {
        var connection = (await client.ReadPageAsync(ConnectionQuery(), stop)).Entities.FirstOrDefault();
        DateTime? Before(string column, int atLeast = 1) => connection?.Whole(column) is { } days ? now.AddDays(-Math.Max(days, atLeast)) : null;

        // An invitation that is gone would be planned anew while its resolution is young enough to be asked about.
        var maxAge = await MaxAgeAsync(client, stop);
        return new RetentionTerms(
            Before(ConnectionTable.RetainPayloadDays),
            Before(ConnectionTable.RetainEmailDays),
            Before(ConnectionTable.RetainSkippedDays, maxAge + 1),
            Before(ConnectionTable.RetainRemarksDays),
            now.AddDays(-RunDays));
    }

    private static System.Xml.Linq.XElement ConnectionQuery() => Fetch.Query(Fetch.Entity(
        ConnectionTable.Table,
        Fetch.Columns(ConnectionTable.RetainPayloadDays, ConnectionTable.RetainEmailDays, ConnectionTable.RetainSkippedDays, ConnectionTable.RetainRemarksDays),
        Fetch.And(Fetch.Is(ConnectionTable.Key, ConnectionTable.TheKey))));

    private static async Task<int> MaxAgeAsync(DataverseClient client, CancellationToken stop)
    {
        var rules = await client.ReadAllAsync(Fetch.Query(Fetch.Entity(RuleTable.Table, Fetch.Columns(RuleTable.MaxAgeDays), Fetch.Order(RuleTable.Id))), stop);
        return rules.Select(row => row.Whole(RuleTable.MaxAgeDays) ?? RuleDefaults.MaxAgeDays).Append(RuleDefaults.MaxAgeDays).Max();
    }
}
