using System.Globalization;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Reconciliation;

/// <summary>
/// Finds resolutions that no invitation stands for, because an event was lost: resolution rows, and resolved cases that have none. What to do with them is decided
/// where all is decided: the case is given to tvr_PlanCase, which may well say "skipped, too late".
/// </summary>
internal sealed class ResolutionCheck(Job job, bool repair)
{
    private const int AtOnce = 500;
    private const int MostTries = 3;
    private const string ResolutionAlias = "resolution";

    // What happened this moment may still be in the queue.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private int _resolutions;
    private int _missing;
    private int _planned;
    private int _refused;

    /// <returns>Until when it looked.</returns>
    public async Task<DateTime> RunAsync(DateTime since, bool markIncomplete, CancellationToken stop)
    {
        var until = job.Now - Grace;
        try
        {
            await foreach (var page in job.Client.PagesAsync(Resolutions(since, until), stop))
                await CompareAsync(page, row => row.Id.ToString("D", CultureInfo.InvariantCulture), row => row.Id("incidentid"), InvitationTable.ResolutionId, stop);
            await foreach (var page in job.Client.PagesAsync(CasesWithoutResolution(since, until), stop))
                await CompareAsync(page, row => row.Id.ToString("D", CultureInfo.InvariantCulture), row => row.Id, InvitationTable.CaseIdText, stop);
        }
        finally
        {
            Tell(markIncomplete);
        }

        return until;
    }

    private static XElement Resolutions(DateTime since, DateTime until) => Fetch.Query(Fetch.Entity(
        "incidentresolution",
        Fetch.Columns("activityid", "incidentid"),
        Fetch.And(
            Fetch.NotBefore("createdon", since),
            Fetch.Before("createdon", until),
            Fetch.IsNotNull("incidentid"),
            Fetch.Or(Fetch.IsNull("actualend"), Fetch.NotBefore("actualend", since))),
        Fetch.Order("activityid")));

    private static XElement CasesWithoutResolution(DateTime since, DateTime until) => Fetch.Query(Fetch.Entity(
        "incident",
        Fetch.Columns("incidentid"),
        Fetch.And(
            Fetch.Is("statecode", "1"),
            Fetch.NotBefore("modifiedon", since),
            Fetch.Before("modifiedon", until),
            Fetch.IsNullIn(ResolutionAlias, "activityid")),
        Fetch.Join("incidentresolution", "incidentid", "incidentid", ResolutionAlias, Fetch.Columns("activityid")),
        Fetch.Order("incidentid")));

    private async Task CompareAsync(
        IReadOnlyList<Entity> page, Func<Entity, string> key, Func<Entity, Guid?> caseOf, string column, CancellationToken stop)
    {
        foreach (var rows in page.Chunk(AtOnce))
        {
            var known = (await job.Client.ReadAllAsync(
                    Fetch.Query(Fetch.Entity(InvitationTable.Table, Fetch.Columns(column), Fetch.And(Fetch.IsOneOf(column, rows.Select(key))))), stop))
                .Select(row => row.Text(column)).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            var missing = rows.Where(row => !known.Contains(key(row))).ToList();
            _resolutions += rows.Length;
            _missing += missing.Count;
            foreach (var row in missing.Take(repair ? 0 : int.MaxValue))
                job.Context.Log.LogWarning("Reconcile.Missing case={Case} {Column}={Key}", caseOf(row), column, key(row));
            if (!repair)
                continue;
            foreach (var caseId in missing.Select(caseOf).OfType<Guid>().Distinct())
                await PlanAsync(caseId, stop);
        }
    }

    private async Task PlanAsync(Guid caseId, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var answer = await job.Client.RepeatAsync(new OrganizationRequest(CustomApis.PlanCase) { [CustomApis.CaseId] = caseId }, stop);
                var written = Convert.ToInt32(answer.Results[CustomApis.Written], CultureInfo.InvariantCulture);
                _planned += written;
                job.Counts.Written += written;
                job.Context.Log.LogInformation("Reconcile.Planned case={Case} written={Written}", caseId, written);
                return;
            }
            catch (Exception exception) when (DataverseFaults.Kind(exception) is FaultKind.Duplicate or FaultKind.Stale && tries < MostTries)
            {
                // Another worker did the same case this moment: it is read again.
            }
            catch (Exception exception) when (DataverseFaults.Kind(exception) is FaultKind.Other or FaultKind.Duplicate or FaultKind.Stale && exception is not OperationCanceledException)
            {
                var error = ErrorMapper.Map(exception);
                _refused++;
                job.Counts.Reject([new RejectedRow("incident", caseId.ToString("D"), error.Code, error.Message)]);
                job.Context.Log.LogWarning("Reconcile.NotPlanned case={Case} code={Code}: {Message}", caseId, error.Code, error.Message);
                return;
            }
        }
    }

    private void Tell(bool markIncomplete)
    {
        job.Report.Add("resolutions", "resolutions", _resolutions);
        job.Report.Add("missing", "without invitation", _missing);
        if (repair)
            job.Report.Add("planned", "rows planned", _planned);
        if (_refused > 0)
            job.Report.Add("notPlanned", "could not be planned", _refused);
        if (_refused > 0 || (markIncomplete && !repair && _missing > 0))
            job.Report.MarkIncomplete();
    }
}
