using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Tevreden.Api.Json;
using Tevreden.Api.Profile;

namespace Tevreden.Api.Http;

/// <summary>Reads one response strictly: a value outside its range is an error of that response, never a rounded or dropped score.</summary>
internal static class ResponseReader
{
    /// <exception cref="FormatException">What was expected, and of which name; never the value.</exception>
    public static SurveyResponse Read(WireItem item, ApiProfile profile) => new()
    {
        Id = item.Text("id") ?? throw Wrong(profile, "id", "an id"),
        Reference = item.Text("reference"),
        QuestionnaireId = item.Text("questionnaireId"),
        OrganisationId = item.Text("organisationId"),
        LocationId = item.Text("locationId"),
        RespondedAt = Date(item, profile, "respondedAt"),
        ChangedAt = Date(item, profile, "changedAt") ?? throw Wrong(profile, "changedAt", "a date and time"),
        Language = item.Text("language"),
        Score = Number(item, profile, "score", 1, 10),
        Recommendation = Whole(item, profile, "recommendation", 0, 10),
        Remark = item.Text("remark"),
        Withdrawn = item.Text("withdrawn") is { } mark && mark is not ("false" or "0"),
        Answers = Answers(item, profile),
    };

    private static List<SurveyAnswer> Answers(WireItem item, ApiProfile profile) => item.Value("answers") switch
    {
        null => [],
        JsonArray list => [.. list.Items.Select(value => value is JsonObject json ? Answer(new WireItem(json, "responses", profile), profile) : throw Wrong(profile, "answers", "a list of objects"))],
        _ => throw Wrong(profile, "answers", "a list"),
    };

    private static SurveyAnswer Answer(WireItem item, ApiProfile profile) => new()
    {
        QuestionId = item.Text("questionId") ?? throw Wrong(profile, "questionId", "an id"),
        Question = item.Text("question"),
        Type = item.Text("type"),
        Number = item.Value("value") is JsonNumber number && number.TryGetDecimal(out var value) ? value : null,
        Text = item.Text("text") ?? (item.Value("value") is JsonText text ? text.Value : null),
    };

    private static DateTime? Date(WireItem item, ApiProfile profile, string name)
    {
        if (item.Text(name) is not { } text)
            return null;
        return profile.Dates.TryRead(text, out var utc) ? utc : throw Wrong(profile, name, "an ISO 8601 date");
    }

    private static int? Whole(WireItem item, ApiProfile profile, string name, int min, int max) =>
        Number(item, profile, name, min, max) switch
        {
            null => null,
            { } number when number == decimal.Truncate(number) => (int)number,
            _ => throw Wrong(profile, name, $"a whole number from {min} to {max}"),
        };

    private static decimal? Number(WireItem item, ApiProfile profile, string name, int min, int max)
    {
        if (item.Text(name) is not { } text)
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Wrong(profile, name, $"a number from {min} to {max}");
    }

    private static FormatException Wrong(ApiProfile profile, string name, string expected) =>
        new($"\"{profile.Text("responses", name)}\": expected {expected}, found none or something else.");
}
