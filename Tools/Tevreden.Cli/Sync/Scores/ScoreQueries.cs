using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.Scores;

/// <summary>The aggregate queries behind the scores: many customers each, never a read per customer.</summary>
/// <param name="client">The way to Dataverse.</param>
/// <param name="anonymousSurveys">Ids of the surveys whose responses have no link to a person.</param>
internal sealed class ScoreQueries(DataverseClient client, IReadOnlySet<Guid> anonymousSurveys)
{
    /// <summary>
    /// What these customers' responses in the window add up to; test responses and withdrawn ones are left out. Where Dataverse won't count so many rows at once
    /// (50,000 per aggregate query) or won't give so many groups (5,000 per page), the question is halved: by customers, and for one customer by time.
    /// </summary>
    public async Task<IReadOnlyList<ScoreGroup>> GroupsAsync(ScoreSubject subject, IReadOnlyList<Guid> customers, ScoreWindow window, CancellationToken cancellation)
    {
        if (customers.Count == 0)
            return [];

        if (await AskAsync(subject, customers, window, cancellation) is { } rows)
            return [.. rows.Select(Read)];

        if (customers.Count > 1)
        {
            var half = customers.Count / 2;
            return
            [
                .. await GroupsAsync(subject, [.. customers.Take(half)], window, cancellation),
                .. await GroupsAsync(subject, [.. customers.Skip(half)], window, cancellation),
            ];
        }

        var (first, second) = window.Halve();
        return [.. await GroupsAsync(subject, customers, first, cancellation), .. await GroupsAsync(subject, customers, second, cancellation)];
    }

    /// <summary>The customers that exist, each with its score so far.</summary>
    public async Task<IReadOnlyList<ScoredCustomer>> CustomersAsync(ScoreSubject subject, IReadOnlyCollection<Guid> customers, CancellationToken cancellation)
    {
        var rows = await client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(
                subject.Table,
                Fetch.Columns(subject.IdColumn, CustomerColumns.Score),
                Fetch.And(Fetch.IsOneOf(subject.IdColumn, Fetch.Ids(customers))),
                Fetch.Join(ScoreTable.Table, ScoreTable.Id, CustomerColumns.Score, ScoreAlias, Fetch.Columns(CustomerScore.Columns)))),
            cancellation);
        return [.. rows.Select(row => new ScoredCustomer(row.Id, row.Id(CustomerColumns.Score) is not null, OwnScore(subject, row)))];
    }

    /// <summary>Keys of the scores in which a response has left its window by now.</summary>
    public async Task<IEnumerable<string>> DueAsync(DateTime now, CancellationToken cancellation)
    {
        var rows = await client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(
                ScoreTable.Table, Fetch.Columns(ScoreTable.Id, ScoreTable.Key), Fetch.And(Fetch.UntilAt(ScoreTable.WindowUntil, now)), Fetch.Order(ScoreTable.Id))),
            cancellation);
        return rows.Select(row => row.Text(ScoreTable.Key)).OfType<string>();
    }

    private const string ScoreAlias = "score";
    private const string CustomerAlias = "customer", MarkAlias = "mark", ClassAlias = "npsclass", SurveyAlias = "survey";
    private const string CountAlias = "responses", FirstAlias = "firston", LastAlias = "laston";

    private async Task<IReadOnlyCollection<Entity>?> AskAsync(
        ScoreSubject subject, IReadOnlyList<Guid> customers, ScoreWindow window, CancellationToken cancellation)
    {
        var mayHalve = customers.Count > 1 || window.CanHalve;
        try
        {
            var page = await client.ReadPageAsync(Query(subject, customers, window), cancellation);
            return page.MoreRecords && mayHalve ? null : page.Entities;
        }
        catch (Exception exception) when (mayHalve && DataverseFaults.Code(exception) == DataverseFaults.AggregateLimitExceeded)
        {
            return null;
        }
    }

    private System.Xml.Linq.XElement Query(ScoreSubject subject, IReadOnlyList<Guid> customers, ScoreWindow window) => Fetch.Aggregate(Fetch.Entity(
        ResponseTable.Table,
        Fetch.GroupBy(subject.ResponseColumn, CustomerAlias),
        Fetch.GroupBy(ResponseTable.Score, MarkAlias),
        Fetch.GroupBy(ResponseTable.NpsClass, ClassAlias),
        subject.CountsAnonymous && anonymousSurveys.Count > 0 ? Fetch.GroupBy(ResponseTable.Survey, SurveyAlias) : null,
        Fetch.Calculated("count", ResponseTable.Id, CountAlias),
        Fetch.Calculated("min", ResponseTable.RespondedOn, FirstAlias),
        Fetch.Calculated("max", ResponseTable.RespondedOn, LastAlias),
        Fetch.And(
            Fetch.IsOneOf(subject.ResponseColumn, Fetch.Ids(customers)),
            Fetch.Is(ResponseTable.Test, "0"),
            Fetch.IsNull(ResponseTable.WithdrawnOn),
            Fetch.NotBefore(ResponseTable.RespondedOn, window.From),
            Fetch.Before(ResponseTable.RespondedOn, window.To))));

    private ScoreGroup Read(Entity row) => new(
        row.Id(CustomerAlias) ?? Guid.Empty,
        row.Number(MarkAlias),
        row.Whole(ClassAlias) is { } value ? (NpsClass)value : null,
        row.Id(SurveyAlias) is { } survey && anonymousSurveys.Contains(survey),
        row.Whole(CountAlias) ?? 0,
        row.Date(FirstAlias) ?? default,
        row.Date(LastAlias) ?? default);

    // After a merge the lookup may lead to the score of the customer that was merged.
    private static CustomerScore? OwnScore(ScoreSubject subject, Entity row) =>
        row.Text($"{ScoreAlias}.{ScoreTable.Key}") is { } key && string.Equals(key, subject.Key(row.Id), StringComparison.OrdinalIgnoreCase)
            ? CustomerScore.Read(row, ScoreAlias + ".")
            : null;
}
