using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.Scores;

/// <summary>Computes scores from the responses that are in Dataverse, and writes those that changed. May be repeated without harm.</summary>
internal sealed class ScoreRefresh(DataverseClient client, BulkWriter bulk, Books books, SyncCounts counts, ILogger log)
{
    private const int CustomersAtOnce = 500;

    private readonly ScoreQueries _queries = new(client, books.Anonymous);

    /// <summary>Adds the customers in whose score a response has left its window.</summary>
    public async Task AddDueAsync(TouchedCustomers touched, DateTime now, CancellationToken cancellation)
    {
        foreach (var key in await _queries.DueAsync(now, cancellation))
            touched.Add(ScoreSubject.Account.Customer(key), ScoreSubject.Contact.Customer(key));
    }

    public async Task RunAsync(TouchedCustomers touched, DateTime now, CancellationToken cancellation)
    {
        var accounts = RunAsync(ScoreSubject.Account, touched.Accounts, now, cancellation);
        var contacts = RunAsync(ScoreSubject.Contact, touched.Contacts, now, cancellation);
        await Task.WhenAll(accounts, contacts);
        counts.AccountsScored += await accounts;
        counts.ContactsScored += await contacts;
    }

    private async Task<int> RunAsync(ScoreSubject subject, IReadOnlyCollection<Guid> customers, DateTime now, CancellationToken cancellation)
    {
        var chunks = await Task.WhenAll(customers.Chunk(CustomersAtOnce).Select(chunk => RefreshAsync(subject, chunk, now, cancellation)));
        var written = chunks.Sum();
        if (customers.Count > 0)
            log.LogInformation("Scores.Refreshed table={Table} computed={Computed} changed={Changed}", subject.Table, customers.Count, written);
        return written;
    }

    private async Task<int> RefreshAsync(ScoreSubject subject, Guid[] chunk, DateTime now, CancellationToken cancellation)
    {
        var customers = await _queries.CustomersAsync(subject, chunk, cancellation);
        var ids = customers.Select(customer => customer.Id).ToList();
        var windows = await Task.WhenAll(
            _queries.GroupsAsync(subject, ids, ScoreWindow.Current(now), cancellation), _queries.GroupsAsync(subject, ids, ScoreWindow.Previous(now), cancellation));
        var current = windows[0].ToLookup(group => group.Customer);
        var previous = windows[1].ToLookup(group => group.Customer);
        var silent = ids.Where(id => !current.Contains(id) && !previous.Contains(id)).ToList();
        var earlier = (await _queries.GroupsAsync(subject, silent, ScoreWindow.Earlier(now), cancellation)).ToLookup(group => group.Customer);

        var computed = customers
            .Select(customer => (Customer: customer, Score: ScoreArithmetic.Compute([.. current[customer.Id]], [.. previous[customer.Id]], [.. earlier[customer.Id]])))
            .Where(pair => pair.Customer.Score is not null || pair.Score.LastRespondedOn is not null)
            .ToList();
        var rows = computed.Where(pair => pair.Score != pair.Customer.Score).Select(pair => pair.Score.ToRow(subject, pair.Customer.Id)).ToList();
        var rejected = await bulk.UpsertAsync(rows, cancellation);
        counts.Reject(rejected);

        var lost = rejected.Select(row => row.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await LinkAsync(subject, computed.Where(pair => !pair.Customer.HasLookup && !lost.Contains(subject.Key(pair.Customer.Id))).Select(pair => pair.Customer.Id), cancellation);
        return rows.Count - rejected.Count;
    }

    // Once per customer, so that what listens to changes of accounts and contacts stays quiet ever after.
    private async Task LinkAsync(ScoreSubject subject, IEnumerable<Guid> customers, CancellationToken cancellation)
    {
        var rows = customers
            .Select(customer => new Entity(subject.Table, customer)
            {
                [CustomerColumns.Score] = new EntityReference(ScoreTable.Table, ScoreTable.Key, subject.Key(customer)),
            })
            .ToList();
        counts.Reject(await bulk.UpdateAsync(rows, cancellation));
    }
}
