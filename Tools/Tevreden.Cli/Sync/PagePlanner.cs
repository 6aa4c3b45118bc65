using Tevreden.Api;
using Tevreden.Cli.Dataverse;

namespace Tevreden.Cli.Sync;

/// <summary>Holds a batch of responses against what is in Dataverse. Reads only.</summary>
internal sealed class PagePlanner(DataverseClient client, Books books)
{
    private readonly PageReads _reads = new(client);

    /// <param name="responses">Each once.</param>
    /// <param name="safeUntil">The watermark as the run found it.</param>
    /// <param name="cancellation">Keeps the next request from being sent.</param>
    public async Task<PagePlan> PlanAsync(IReadOnlyList<SurveyResponse> responses, DateTime? safeUntil, CancellationToken cancellation)
    {
        var existing = _reads.ExistingAsync([.. responses.Select(response => ExternalIds.Response(response.Id))], cancellation);
        var matching = _reads.InvitationsAsync(responses.Select(response => response.Reference), cancellation);
        await Task.WhenAll(existing, matching);
        var invitations = await matching;
        var mapped = responses
            .Select(response => new MappedResponse(response, response.Reference is { } reference ? invitations.GetValueOrDefault(reference) : null, books))
            .ToList();
        return PagePlan.Make(mapped, await existing, safeUntil);
    }
}
