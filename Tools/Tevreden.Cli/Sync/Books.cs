using Tevreden.Cli.Erasure;
using Tevreden.Cli.Sync.FollowUps;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>A survey as this environment knows it.</summary>
internal sealed record SurveyInfo(Guid Id, string? ExternalId, bool Anonymous, bool StoresAnswers);

/// <summary>The surveys and locations of this environment, by the service's ids, and what may not come back.</summary>
internal sealed class Books(IReadOnlyCollection<SurveyInfo> surveys, IEnumerable<KeyValuePair<string, Guid>> locations, ErasedThings erased)
{
    private readonly Dictionary<string, SurveyInfo> _surveys = surveys
        .Where(survey => survey.ExternalId is not null)
        .GroupBy(survey => survey.ExternalId!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<Guid, SurveyInfo> _surveysById = surveys.ToDictionary(survey => survey.Id);

    private readonly Dictionary<string, Guid> _locations = locations
        .GroupBy(location => location.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Remarks and texts of older responses are not kept; null where all are. UTC.</summary>
    public DateTime? RemarksKeptSince { get; init; }

    /// <summary>What was erased on request.</summary>
    public ErasedThings Erased => erased;

    /// <summary>Ids of the surveys whose responses are kept without a link to a person.</summary>
    public IReadOnlySet<Guid> Anonymous { get; } = surveys.Where(survey => survey.Anonymous).Select(survey => survey.Id).ToHashSet();

    /// <summary>The survey that the response names, else that of its invitation.</summary>
    public SurveyInfo? Survey(string? externalId, Guid? invited) =>
        externalId is not null && _surveys.TryGetValue(externalId, out var named) ? named
        : invited is { } id && _surveysById.TryGetValue(id, out var known) ? known
        : null;

    /// <summary>The location that the response names, else that of its invitation.</summary>
    public Guid? Location(string? externalId, Guid? invited) =>
        externalId is not null && _locations.TryGetValue(externalId, out var named) ? named : invited;
}

/// <summary>An invitation that responses were matched with, by its reference.</summary>
internal sealed record InvitationInfo(
    Guid Id, string Reference, Guid? Case, Guid? Contact, Guid? Account, Guid? Survey, Guid? Location, bool Test, InvitationStatus? Status, FollowUpWish FollowUp);

/// <summary>A response that is in Dataverse already.</summary>
internal sealed record ExistingResponse(Guid Id, string Key, DateTime? ChangedOn, string? Hash, Guid? Account, Guid? Contact);
