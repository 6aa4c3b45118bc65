using Microsoft.Extensions.Logging;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sync;
using Tevreden.Cli.Sync.Scores;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Recalculation;

/// <summary>Goes through all customers that have a response or a score, in the order of their ids, and computes their scores, some hundreds at a time.</summary>
internal sealed class RecalculationRun(Job job, IProgressDisplay progress)
{
    private const int CustomersAtOnce = 500;

    private static readonly ScoreSubject[] Subjects = [ScoreSubject.Account, ScoreSubject.Contact];

    public async Task RunAsync(bool restart, CancellationToken stop)
    {
        // No sync may write a score from responses that it read before us.
        var lease = await StreamLeases.TakeAllAsync(job, stop);
        try
        {
            var place = restart ? null : await RecalculationPlace.ReadAsync(job.Client, stop);
            if (place is not null)
                job.Context.Log.LogInformation("Recalculation.Resumed table={Table} after={After}", place.Table, place.After);
            var books = (await job.OpeningAsync(stop)).Books;
            var scores = new ScoreRefresh(job.Client, job.Bulk(), books, job.Counts, job.Context.Log);
            foreach (var subject in Subjects.SkipWhile(subject => place is not null && subject.Table != place.Table))
                await RunAsync(subject, place?.Table == subject.Table ? place.After : null, scores, lease, stop);
            await job.Client.RepeatAsync(RecalculationPlace.Save(null), stop);
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task RunAsync(ScoreSubject subject, Guid? after, ScoreRefresh scores, StreamLeases lease, CancellationToken stop)
    {
        var customers = await CustomersAsync(subject, after, stop);
        var done = 0;
        foreach (var chunk in customers.Chunk(CustomersAtOnce))
        {
            var touched = new TouchedCustomers();
            foreach (var customer in chunk)
                touched.Add(subject == ScoreSubject.Account ? customer : null, subject == ScoreSubject.Contact ? customer : null);
            await scores.RunAsync(touched, job.Context.StartedOn, stop);
            await job.Client.RepeatAsync(RecalculationPlace.Save(new RecalculationPlace(subject.Table, chunk[^1])), stop);
            await lease.KeepAsync(stop);
            done += chunk.Length;
            progress.Report((double)done / customers.Count, done, $"{done} of {customers.Count} {subject.Table} rows");
        }
    }

    private async Task<List<Guid>> CustomersAsync(ScoreSubject subject, Guid? after, CancellationToken stop)
    {
        var customers = new SortedSet<Guid>(await WithResponsesAsync(subject, stop));
        customers.UnionWith(await WithScoreAsync(subject, stop));
        return [.. customers.Where(customer => after is null || customer.CompareTo(after.Value) > 0)];
    }

    private async Task<IEnumerable<Guid>> WithResponsesAsync(ScoreSubject subject, CancellationToken stop)
    {
        // Distinct and not an aggregate: those end at 50,000 rows.
        var entity = Fetch.Entity(
            ResponseTable.Table,
            Fetch.Columns(subject.ResponseColumn),
            Fetch.And(Fetch.IsNotNull(subject.ResponseColumn)),
            Fetch.Order(subject.ResponseColumn));
        var query = Fetch.Query(entity);
        query.SetAttributeValue("distinct", "true");
        return (await job.Client.ReadAllAsync(query, stop)).Select(row => row.Id(subject.ResponseColumn)).OfType<Guid>();
    }

    private async Task<IEnumerable<Guid>> WithScoreAsync(ScoreSubject subject, CancellationToken stop)
    {
        var query = Fetch.Query(Fetch.Entity(ScoreTable.Table, Fetch.Columns(ScoreTable.Key), Fetch.Order(ScoreTable.Id)));
        return (await job.Client.ReadAllAsync(query, stop)).Select(row => row.Text(ScoreTable.Key) is { } key ? subject.Customer(key) : null).OfType<Guid>();
    }
}
