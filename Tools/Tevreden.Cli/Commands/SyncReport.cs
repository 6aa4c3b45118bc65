using System.Globalization;
using Newtonsoft.Json.Linq;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>What the reading of responses comes to.</summary>
internal static class SyncReport
{
    public static void AddTo(RunReport report, SyncCounts counts, DateTime? watermark)
    {
        string Number(int number) => RunReport.Number(number);

        report.Add("read", "read", counts.Read);
        report.Add("written", counts.Written, "written", $"{Number(counts.Written)} responses, {Number(counts.AnswersWritten)} answers");
        report.Add("answersWritten", counts.AnswersWritten);
        report.Add("unchanged", "unchanged", counts.Unchanged);
        report.Add("unmatched", "unmatched", counts.Unmatched);
        if (counts.Erased > 0)
            report.Add("erased", "left out, erased", counts.Erased);
        report.Add("rejected", counts.Rejected, "rejected", $"{Number(counts.Rejected)} rows, {Number(counts.Malformed)} unreadable");
        report.Add("malformed", counts.Malformed);
        report.Add("answered", counts.Answered, "answered", $"{Number(counts.Answered)} invitations");
        report.Add("followUps", counts.FollowUps, "followed up", $"{Number(counts.FollowUps)} tasks");
        AddScores(report, counts);
        report.Add("watermark", watermark?.ToString("O", CultureInfo.InvariantCulture), "watermark", watermark?.ToString("O", CultureInfo.InvariantCulture) ?? "none");
        if (counts.WaitingSince is { } waiting)
        {
            var since = waiting.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            report.Add("waitingSince", since, "waiting", $"what was rejected is tried again by later runs; sync --since {since} tries it now");
        }

        AddRejected(report, counts.RejectedRows);
        if (counts.Rejected + counts.Malformed > 0)
            report.MarkIncomplete();
    }

    public static void AddScores(RunReport report, SyncCounts counts)
    {
        report.Add("scored", counts.Scored, "scored", $"{RunReport.Number(counts.AccountsScored)} accounts, {RunReport.Number(counts.ContactsScored)} contacts");
        report.Add("accountsScored", counts.AccountsScored);
        report.Add("contactsScored", counts.ContactsScored);
    }

    public static void AddRejected(RunReport report, IReadOnlyCollection<RejectedRow> rows)
    {
        report.Add("rejectedRows", new JArray(rows.Select(row => new JObject
        {
            ["table"] = row.Table,
            ["key"] = row.Key,
            ["code"] = row.Code,
            ["message"] = row.Message,
        })));
        foreach (var row in rows)
            report.Tell("rejected row", $"{row.Table} {row.Key}: {row.Code} {row.Message}");
    }
}
