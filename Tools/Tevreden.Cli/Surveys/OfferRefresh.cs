using Microsoft.Xrm.Sdk;
using Tevreden.Api;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sync;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Surveys;

/// <summary>Brings what the service offers into the two tables to choose from, and writes only what differs from what is there.</summary>
internal sealed class OfferRefresh(Job job)
{
    private const int MaxName = 200;
    private const int MaxOrganisationName = 200;

    private readonly BulkWriter _bulk = job.Bulk();
    private int _surveysWritten;
    private int _locationsWritten;
    private int _surveysGone;
    private int _locationsGone;

    public async Task SurveysAsync(IReadOnlyCollection<Questionnaire> offered, CancellationToken stop)
    {
        var there = await ThereAsync(
            SurveyTable.Table,
            SurveyTable.ExternalId,
            [SurveyTable.Name, SurveyTable.OrganisationId, SurveyTable.OrganisationName, SurveyTable.Language, SurveyTable.Active],
            stop);
        var rows = Distinct(offered, survey => survey.Id).Select(survey => new Entity(SurveyTable.Table, SurveyTable.ExternalId, survey.Id)
        {
            [SurveyTable.Name] = Texts.Fit(survey.Name, MaxName),
            [SurveyTable.OrganisationId] = Texts.Fit(survey.OrganisationId, Texts.Id),
            [SurveyTable.OrganisationName] = Texts.Fit(survey.OrganisationName, MaxOrganisationName),
            [SurveyTable.Language] = Texts.Fit(survey.Language, Texts.Language),
            [SurveyTable.Active] = true,
        }).ToList();
        var gone = Gone(there, offered.Select(survey => survey.Id)).Where(row => row.Flag(SurveyTable.Active)).ToList();
        _surveysGone = gone.Count;

        // Rules that name it stop inviting, and say so; its responses stay.
        rows.AddRange(gone.Select(row => new Entity(SurveyTable.Table, SurveyTable.ExternalId, row.Text(SurveyTable.ExternalId)) { [SurveyTable.Active] = false }));
        _surveysWritten = await WriteAsync(rows, there, SurveyTable.ExternalId, stop);
    }

    public async Task LocationsAsync(IReadOnlyCollection<ServiceLocation> offered, CancellationToken stop)
    {
        var there = await ThereAsync(LocationTable.Table, LocationTable.ExternalId, [LocationTable.Name, LocationTable.OrganisationId], stop);
        var rows = Distinct(offered, location => location.Id).Select(location => new Entity(LocationTable.Table, LocationTable.ExternalId, location.Id)
        {
            [LocationTable.Name] = Texts.Fit(location.Name, MaxName),
            [LocationTable.OrganisationId] = Texts.Fit(location.OrganisationId, Texts.Id),
        }).ToList();
        _locationsGone = Gone(there, offered.Select(location => location.Id)).Count();
        _locationsWritten = await WriteAsync(rows, there, LocationTable.ExternalId, stop);
    }

    public void AddTo(RunReport report)
    {
        report.Add("surveysWritten", "surveys written", _surveysWritten);
        report.Add("locationsWritten", "locations written", _locationsWritten);
        report.Add("surveysGone", "surveys gone", _surveysGone);
        report.Add("locationsGone", "locations gone", _locationsGone);
        report.Add("rejected", "rejected", job.Counts.Rejected);
        SyncReport.AddRejected(report, job.Counts.RejectedRows);
        if (job.Counts.Rejected > 0)
            report.MarkIncomplete();
    }

    private static IEnumerable<T> Distinct<T>(IEnumerable<T> offered, Func<T, string> id) => offered.GroupBy(id, StringComparer.OrdinalIgnoreCase).Select(same => same.Last());

    private static IEnumerable<Entity> Gone(IReadOnlyDictionary<string, Entity> there, IEnumerable<string> offered)
    {
        var ids = offered.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return there.Where(row => !ids.Contains(row.Key)).Select(row => row.Value);
    }

    private async Task<IReadOnlyDictionary<string, Entity>> ThereAsync(string table, string key, string[] columns, CancellationToken stop)
    {
        var rows = await job.Client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(table, Fetch.Columns([key, .. columns]), Fetch.And(Fetch.IsNotNull(key)), Fetch.Order(key))), stop);
        return rows.GroupBy(row => row.Text(key)!, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
    }

    private async Task<int> WriteAsync(IEnumerable<Entity> rows, IReadOnlyDictionary<string, Entity> there, string key, CancellationToken stop)
    {
        var changed = rows.Where(row => !there.TryGetValue((string)row.KeyAttributes[key], out var before) || Differs(row, before)).ToList();
        var rejected = await _bulk.UpsertAsync(changed, stop);
        job.Counts.Reject(rejected);
        job.Counts.Written += changed.Count - rejected.Count;
        return changed.Count - rejected.Count;
    }

    private static bool Differs(Entity row, Entity before) =>
        row.Attributes.Any(column => !Equals(column.Value, before.Attributes.TryGetValue(column.Key, out var value) ? value : null));
}
