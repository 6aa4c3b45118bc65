using System.Globalization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Retention;

/// <summary>Empties and deletes what is older than its term, some hundreds of rows at a time. May be broken off and run again without harm.</summary>
internal sealed class TidyRun(Job job)
{
    private const int AtOnce = 500;

    private static readonly string[] Unfinished = [Fetch.Number(InvitationStatus.Planned), Fetch.Number(InvitationStatus.Sending), Fetch.Number(InvitationStatus.Accepted)];

    private readonly BulkWriter _bulk = job.Bulk();
    private readonly BulkDelete _delete = new(job.Client);
    private int _payloads;
    private int _emails;
    private int _skipped;
    private int _remarks;
    private int _answers;
    private int _runs;
    private int _alerts;
    private int _rejected;

    public async Task RunAsync(CancellationToken stop)
    {
        var terms = await RetentionTerms.ReadAsync(job.Client, job.Now, stop);
        if (terms.Skipped is { } skipped)
            _skipped = await DeleteSkippedAsync(skipped, stop);

        // The payload holds the address too.
        if (terms.Email is { } email)
            _emails = await EmptyAsync(Finished(InvitationTable.Email, email), InvitationTable.Table, [InvitationTable.Email, InvitationTable.Payload], stop);
        if (terms.Payload is { } payload)
            _payloads = await EmptyAsync(Finished(InvitationTable.Payload, payload), InvitationTable.Table, [InvitationTable.Payload], stop);
        if (terms.Remarks is { } remarks)
        {
            _remarks = await EmptyRemarksAsync(remarks, stop);
            _answers = await EmptyAsync(Answers(remarks), AnswerTable.Table, [AnswerTable.Text], stop);
        }

        _runs = await DeleteAsync(SyncRunTable.Table, SyncRunTable.Id, "createdon", terms.Runs, stop);
        _alerts = await DeleteAsync(AlertTable.Table, AlertTable.Id, AlertTable.ResolvedOn, terms.Runs, stop);
    }

    public void AddTo(RunReport report)
    {
        report.Add("payloadsEmptied", "payloads emptied", _payloads);
        report.Add("emailsEmptied", "addresses emptied", _emails);
        report.Add("skippedDeleted", "skipped deleted", _skipped);
        report.Add("remarksEmptied", "remarks emptied", _remarks);
        report.Add("answersEmptied", "answers emptied", _answers);
        report.Add("runsDeleted", "old runs deleted", _runs);
        report.Add("alertsDeleted", "old alerts deleted", _alerts);
        report.Add("tidyRejected", "tidying rejected", _rejected);
        if (_rejected > 0)
            report.MarkIncomplete();
    }

    private static XElement Finished(string column, DateTime before) => Fetch.Query(Fetch.Entity(
        InvitationTable.Table,
        Fetch.Columns(InvitationTable.Id),
        Fetch.And(Fetch.IsNotNull(column), Fetch.Before("createdon", before), Fetch.IsNoneOf(InvitationTable.Status, Unfinished)),
        Fetch.Order(InvitationTable.Id)));

    private static XElement Answers(DateTime before) => Fetch.Query(Fetch.Entity(
        AnswerTable.Table,
        Fetch.Columns(AnswerTable.Id),
        Fetch.And(Fetch.IsNotNull(AnswerTable.Text)),
        Fetch.InnerJoin(ResponseTable.Table, ResponseTable.Id, AnswerTable.Response, "response", Fetch.And(Fetch.Before(ResponseTable.RespondedOn, before))),
        Fetch.Order(AnswerTable.Id)));

    private Task<int> DeleteAsync(string table, string id, string column, DateTime before, CancellationToken stop) => RepeatAsync(
        Fetch.Query(Fetch.Entity(table, Fetch.Columns(id), Fetch.And(Fetch.Before(column, before)), Fetch.Order(id))), rows => _delete.RunAsync(rows, stop), stop);

    private async Task<int> DeleteSkippedAsync(DateTime before, CancellationToken stop)
    {
        var query = Fetch.Query(Fetch.Entity(
            InvitationTable.Table,
            Fetch.Columns(InvitationTable.Id),
            Fetch.And(Fetch.Before("createdon", before), Fetch.IsOneOf(InvitationTable.Status, [Fetch.Number(InvitationStatus.Skipped), Fetch.Number(InvitationStatus.Cancelled)])),
            Fetch.Order(InvitationTable.Id)));
        return await RepeatAsync(query, async rows => await _delete.RunAsync(rows, stop), stop);
    }

    private Task<int> EmptyAsync(XElement query, string table, string[] columns, CancellationToken stop) =>
        RepeatAsync(query, async rows => (await _bulk.UpdateAsync([.. rows.Select(row => Emptied(table, row.Id, columns))], stop)).Count, stop);

    private Task<int> EmptyRemarksAsync(DateTime before, CancellationToken stop)
    {
        var query = Fetch.Query(Fetch.Entity(
            ResponseTable.Table,
            Fetch.Columns(ResponseTable.Id, ResponseTable.ExternalId),
            Fetch.And(Fetch.IsNotNull(ResponseTable.Remark), Fetch.Before(ResponseTable.RespondedOn, before)),
            Fetch.Order(ResponseTable.Id)));
        return RepeatAsync(
            query,
            async rows =>
            {
                // The follow-up's task quotes the remark.
                await EmptyTasksAsync(rows, stop);
                return (await _bulk.UpdateAsync([.. rows.Select(row => Emptied(ResponseTable.Table, row.Id, [ResponseTable.Remark]))], stop)).Count;
            },
            stop);
    }

    private async Task EmptyTasksAsync(IReadOnlyCollection<Entity> responses, CancellationToken stop)
    {
        var ids = responses.Select(row => row.Text(ResponseTable.ExternalId)).OfType<string>().Select(FollowUpIds.Task);
        var tasks = await job.Client.ReadAllAsync(
            Fetch.Query(Fetch.Entity("task", Fetch.Columns("activityid"), Fetch.And(Fetch.IsOneOf("activityid", Fetch.Ids(ids)), Fetch.IsNotNull("description")))), stop);
        Count(await _bulk.UpdateAsync([.. tasks.Select(row => Emptied("task", row.Id, ["description"]))], stop));
    }

    // What was handled is not found again, so the first page is always the next one; a page with rejected rows would come back for ever.
    private async Task<int> RepeatAsync(XElement query, Func<IReadOnlyList<Entity>, Task<int>> handle, CancellationToken stop)
    {
        query.SetAttributeValue("count", AtOnce.ToString(CultureInfo.InvariantCulture));
        query.SetAttributeValue("page", "1");
        for (var done = 0; ;)
        {
            var page = await job.Client.ReadPageAsync(query, stop);
            if (page.Entities.Count == 0)
                return done;
            var rejected = await handle([.. page.Entities]);
            done += page.Entities.Count - rejected;
            job.Counts.Written += page.Entities.Count - rejected;
            _rejected += rejected;
            if (rejected > 0)
                return done;
        }
    }

    private void Count(IReadOnlyCollection<RejectedRow> rejected)
    {
        job.Counts.Reject(rejected);
        _rejected += rejected.Count;
    }

    private static Entity Emptied(string table, Guid id, string[] columns)
    {
        var row = new Entity(table, id);
        foreach (var column in columns)
            row[column] = null;
        return row;
    }
}
