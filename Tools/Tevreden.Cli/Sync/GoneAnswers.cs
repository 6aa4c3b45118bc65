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
        if (responses.Count == 0)
            return;

        var rows = await client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(
                AnswerTable.Table,
                Fetch.Columns(AnswerTable.Id, AnswerTable.ExternalId),
                Fetch.And(Fetch.IsOneOf(AnswerTable.Response, Fetch.Ids(responses))),
                Fetch.Order(AnswerTable.Id))),
            cancellation);
        var keys = kept.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var gone in rows.Where(row => row.Text(AnswerTable.ExternalId) is not { } key || !keys.Contains(key)).Chunk(MostPerRequest))
        {
            var requests = new OrganizationRequestCollection();
            requests.AddRange(gone.Select(row => new DeleteRequest { Target = row.ToEntityReference() }));

            // An answer that is gone already is as it should be.
            await client.RepeatAsync(
                new ExecuteMultipleRequest { Requests = requests, Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = false } },
                cancellation);
        }
    }
}
