using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Tevreden.Api.Json;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>The answer of a rule test: counts by outcome, the most frequent first, with a few cases of each.</summary>
internal static class RuleTestReport
{
    private const int SamplesOfEach = 5;

    public static string ToJson(IReadOnlyList<TriedOutcome> tried, bool dutch) => JsonWriter.Write(Object(
        Member("tested", Number(tried.Count)),
        Member("outcomes", new JsonArray([.. tried
            .GroupBy(t => new { t.Outcome.Status, t.Outcome.Reason })
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Reason)
            .Select(g => Object(
                Member("status", Number((int)g.Key.Status)),
                Member("reason", g.Key.Reason is { } reason ? Number((int)reason) : JsonValue.Null),
                Member("label", JsonValue.Of(OutcomeLabels.Of(g.Key.Status, g.Key.Reason).In(dutch))),
                Member("count", Number(g.Count())),
                Member("cases", new JsonArray([.. g.Reverse().Take(SamplesOfEach).Select(t => Case(t, dutch))]))))]))));

    private static JsonObject Case(TriedOutcome tried, bool dutch) => Object(
        Member("id", JsonValue.Of(InvitationIdentity.Text(tried.Case.Id))),
        Member("number", JsonValue.Of(tried.Case.TicketNumber)),
        Member("title", JsonValue.Of(tried.Case.Title)),
        Member("explanation", JsonValue.Of(Words.Together(tried.Outcome.Explanation ?? Explanations.SentAtOnce, tried.Outcome.Warning)!.In(dutch))));

    private static JsonNumber Number(int value) => new(value.ToString(CultureInfo.InvariantCulture));

    private static JsonObject Object(params KeyValuePair<string, JsonValue>[] members) => new(members);

    private static KeyValuePair<string, JsonValue> Member(string name, JsonValue value) => new(name, value);
}
