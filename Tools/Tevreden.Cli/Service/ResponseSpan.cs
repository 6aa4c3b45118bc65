using Tevreden.Api;

namespace Tevreden.Cli.Service;

/// <summary>A part of the responses, to be read page by page.</summary>
/// <param name="First">Where to begin.</param>
/// <param name="Until">What changed then or later is left for a later part; null reads to the end.</param>
/// <param name="EndsPeriod">True where, with this part, everything was read that changed before <paramref name="Until"/>.</param>
internal sealed record ResponseSpan(ResponseQuery First, DateTime? Until = null, bool EndsPeriod = false);

/// <summary>Responses to be written together.</summary>
/// <param name="Responses">As read.</param>
/// <param name="Malformed">Those that could not be read.</param>
/// <param name="WholeUntil">With this batch, everything was read that changed before; null where that can't be said yet.</param>
internal sealed record ResponseBatch(IReadOnlyList<SurveyResponse> Responses, IReadOnlyList<MalformedResponse> Malformed, DateTime? WholeUntil = null);
