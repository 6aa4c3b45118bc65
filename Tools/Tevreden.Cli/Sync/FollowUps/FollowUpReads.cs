using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync.FollowUps;

/// <summary>A response in Dataverse that may need a task.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Customer">The account, else the contact; null where neither is known.</param>
/// <param name="OwnerOfAccount">A user or team.</param>
/// <param name="OwnerOfCase">A user or team.</param>
internal sealed record FollowUpPlace(Guid Id, EntityReference? Customer, EntityReference? OwnerOfAccount, EntityReference? OwnerOfCase);

/// <summary>What a follow-up needs to know of Dataverse.</summary>
internal sealed class FollowUpReads(DataverseClient client)
{
    private const string AccountAlias = "customer", CaseAlias = "case", Owner = "ownerid";
    private const int MostPerQuery = 500;

    /// <summary>The responses without a follow-up yet, by key; a task that a person deleted counts as made.</summary>
    public async Task<IReadOnlyDictionary<string, FollowUpPlace>> PlacesAsync(IEnumerable<string> keys, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(keys.Chunk(MostPerQuery).Select(some => client.ReadAllAsync(Query(some), cancellation)));
        return parts.SelectMany(rows => rows)
            .ToDictionary(row => row.Text(ResponseTable.ExternalId)!, Read, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The language in which the organisation was made.</summary>
    public async Task<int?> LanguageAsync(CancellationToken cancellation)
    {
        var page = await client.ReadPageAsync(Fetch.Query(Fetch.Entity("organization", Fetch.Columns("languagecode"))), cancellation);
        return page.Entities.FirstOrDefault()?.Whole("languagecode");
    }

    private static System.Xml.Linq.XElement Query(string[] keys) => Fetch.Query(Fetch.Entity(
        ResponseTable.Table,
        Fetch.Columns(ResponseTable.Id, ResponseTable.ExternalId, ResponseTable.Account, ResponseTable.Contact),
        Fetch.And(Fetch.IsOneOf(ResponseTable.ExternalId, keys), Fetch.IsNull(ResponseTable.FollowUpOn)),
        Fetch.Join("account", "accountid", ResponseTable.Account, AccountAlias, Fetch.Columns(Owner)),
        Fetch.Join("incident", "incidentid", ResponseTable.Case, CaseAlias, Fetch.Columns(Owner))));

    private static FollowUpPlace Read(Entity row) => new(
        row.Id,
        row.Reference(ResponseTable.Account) ?? row.Reference(ResponseTable.Contact),
        row.Reference($"{AccountAlias}.{Owner}"),
        row.Reference($"{CaseAlias}.{Owner}"));
}
