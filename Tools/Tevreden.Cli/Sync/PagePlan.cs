using Microsoft.Xrm.Sdk;
using Tevreden.Api;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>What a page asks for, decided before anything is written.</summary>
internal sealed class PagePlan
{
    private PagePlan(IReadOnlyList<MappedResponse> all, IReadOnlyList<MappedResponse> writes, IReadOnlyDictionary<string, ExistingResponse> existing)
    {
        All = all;
        Writes = writes;
        Existing = existing;
    }

    /// <summary>Every response of the page, each once.</summary>
    public IReadOnlyList<MappedResponse> All { get; }

    /// <summary>Those to be written, in their order.</summary>
    public IReadOnlyList<MappedResponse> Writes { get; }

    /// <summary>Those that were there before, by key.</summary>
    public IReadOnlyDictionary<string, ExistingResponse> Existing { get; }

    /// <summary>The page's responses, each once: of one that comes twice the latest change counts, of equal changes the last.</summary>
    public static IReadOnlyList<SurveyResponse> Deduplicate(IEnumerable<SurveyResponse> responses) =>
        [.. responses.GroupBy(response => ExternalIds.Response(response.Id), StringComparer.OrdinalIgnoreCase).Select(same => same.Aggregate((best, next) => next.ChangedAt >= best.ChangedAt ? next : best))];

    /// <param name="all">The page's responses, each once.</param>
    /// <param name="existing">What is there, by key.</param>
    /// <param name="safeUntil">
    /// The watermark as the run found it. Only at or before it an equal hash means that response, answers and scores are all there; after it an earlier run may
    /// have been killed half-way, so those are written again.
    /// </param>
    public static PagePlan Make(IReadOnlyList<MappedResponse> all, IReadOnlyDictionary<string, ExistingResponse> existing, DateTime? safeUntil) =>
        new(all, [.. all.Where(response => NeedsWriting(response, existing.GetValueOrDefault(response.Key), safeUntil))], existing);

    /// <summary>
    /// The invitations that become Answered by these responses. Unchanged ones count as well: their invitation may have been Accepted only, or claimed, when they came.
    /// </summary>
    public static IReadOnlyList<Entity> Answered(IEnumerable<MappedResponse> responses) =>
    [
        .. responses
            .Where(response => !response.Anonymous && response.Invitation?.Status == InvitationStatus.Sent)
            .GroupBy(response => response.Invitation!.Id)
            .Select(answered => new Entity(InvitationTable.Table, answered.Key)
            {
                [InvitationTable.Status] = new OptionSetValue((int)InvitationStatus.Answered),
                [InvitationTable.AnsweredOn] = answered.Min(response => response.RespondedOn),
            }),
    ];

    private static bool NeedsWriting(MappedResponse response, ExistingResponse? existing, DateTime? safeUntil)
    {
        if (existing is null)
            return true;

        // Columns keep whole seconds. A page that comes late must not turn a response back.
        if (existing.ChangedOn is { } stored && WholeSecond(response.Source.ChangedAt) < WholeSecond(stored))
            return false;
        return existing.Hash != response.Hash || response.Source.ChangedAt > safeUntil || safeUntil is null;
    }

    private static DateTime WholeSecond(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Kind);
}
