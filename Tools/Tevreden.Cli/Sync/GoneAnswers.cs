using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>Removes the answers that a changed response no longer has, so that nobody reads what the customer took back.</summary>
internal sealed class GoneAnswers(DataverseClient client)
{
    private const int MostPerRequest = 500;

    /// <param name="responses">Ids of the responses that changed.</param>
    /// <param name="kept">Keys of all answers that they have now.</param>
    /// <param name="cancellation">Keeps the next request from being sent.</param>
    public async Task DeleteAsync(IReadOnlyCollection<Guid> responses, IEnumerable<string> kept, CancellationToken cancellation)
    {
        var parts = await Task.WhenAll(responses.Chunk(MostPerRequest).Select(some => client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(
                AnswerTable.Table,
                Fetch.Columns(AnswerTable.Id, AnswerTable.ExternalId),
                Fetch.And(Fetch.IsOneOf(AnswerTable.Response, Fetch.Ids(some))),
                Fetch.Order(AnswerTable.Id))),
            cancellation)));
        var keys = kept.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var gone in parts.SelectMany(rows => rows).Where(row => row.Text(AnswerTable.ExternalId) is not { } key || !keys.Contains(key)).Chunk(MostPerRequest))
        {
            var failed = await client.ExecuteEachAsync([.. gone.Select(row => new DeleteRequest { Target = row.ToEntityReference() })], cancellation);

            // An answer that is gone already is as it should be.
            if (failed.FirstOrDefault(one => DataverseFaults.Kind(one.Fault) != FaultKind.Stale) is { } other)
                throw new System.ServiceModel.FaultException<OrganizationServiceFault>(other.Fault, other.Fault.Message);
        }
    }
}
