using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Wire;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>GET of responses, oldest change first, in the paging style of the profile (the default profile's assumption).</summary>
internal sealed class ResponseEndpoints(WireNames names, ServiceData data, ErrorAnswers errors)
{
    private const string Section = "responses";
    private const int DefaultLimit = 100, MaxLimit = 1000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/" + names.Of(Section, "path"), ListAsync);

    private Task ListAsync(HttpContext context)
    {
        if (!TryReadQuestion(context.Request.Query, out var question, out var problem))
            return errors.WriteAsync(context, StatusCodes.Status400BadRequest, problem);

        var showWithdrawn = names.Optional(Section, "withdrawn") is not null;
        var rows = data.Responses.Read(question.Since, question.Organisation, showWithdrawn, question.After, question.Skip, question.Limit + 1);
        var shown = rows.Take(question.Limit).ToList();
        var answer = new JObject { [names.Of(Section, "list")] = new JArray(shown.Select(Write)) };
        if (rows.Count > shown.Count)
            AddNext(context, answer, shown[^1]);
        return JsonBodies.WriteAsync(context, answer);
    }

    private void AddNext(HttpContext context, JObject answer, StoredResponse last)
    {
        var cursor = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.ChangedAt.UtcTicks}.{last.Sequence}")));
        switch (names.Of(Section, "paging"))
        {
            case "cursor":
                answer[names.Of(Section, "nextCursor")] = cursor;
                break;
            case "link":
                var query = new QueryBuilder(context.Request.Query.Where(pair => pair.Key != names.Of(Section, "cursor")).SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))))
                {
                    { names.Of(Section, "cursor"), cursor },
                };
                context.Response.Headers.Link = $"<{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}{query}>; rel=\"next\"";
                break;
        }
    }

    private bool TryReadQuestion(IQueryCollection query, out Question question, out string problem)
    {
        question = new Question(null, null, null, 0, DefaultLimit);
        problem = "";
        var limit = Number(query, "limit", DefaultLimit, 1, MaxLimit);
        var offset = names.Of(Section, "paging") == "offset" ? Number(query, "offset", 0, 0, int.MaxValue) : 0;
        var page = names.Of(Section, "paging") == "page" ? Number(query, "page", 1, 1, int.MaxValue / MaxLimit) : 1;
        if (limit is null || offset is null || page is null)
        {
            problem = $"Een getal verwacht; \"{names.Of(Section, "limit")}\" van 1 tot en met {MaxLimit}.";
            return false;
        }

        DateTimeOffset? since = null;
        if (query[names.Of(Section, "changedSince")].ToString() is { Length: > 0 } text)
        {
            if (!names.Dates.TryRead(text, out var instant))
            {
                problem = $"\"{names.Of(Section, "changedSince")}\" is geen datum (ISO 8601).";
                return false;
            }

            since = instant;
        }

        (DateTimeOffset, long)? after = null;
        if (query[names.Of(Section, "cursor")].ToString() is { Length: > 0 } mark && !TryReadCursor(mark, out after))
        {
            problem = "Deze cursor is er niet.";
            return false;
        }

        int? organisation = names.Optional(Section, "organisation") is { } filter && int.TryParse(query[filter], CultureInfo.InvariantCulture, out var id) ? id : null;
        question = new Question(since, organisation, after, offset.Value + ((page.Value - 1) * limit.Value), limit.Value);
        return true;
    }

    private int? Number(IQueryCollection query, string name, int absent, int min, int max) => query[names.Of(Section, name)].ToString() switch
    {
        "" => absent,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max => number,
        _ => null,
    };

    private static bool TryReadCursor(string mark, out (DateTimeOffset ChangedAt, long Sequence)? after)
    {
        var bytes = new byte[mark.Length];
        after = Convert.TryFromBase64String(mark, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split('.') is [var ticks, var sequence]
            && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(sequence, CultureInfo.InvariantCulture, out var number)
                ? (new DateTimeOffset(at, TimeSpan.Zero), number)
                : null;
        return after is not null;
    }

    private JObject Write(StoredResponse response)
    {
        var content = response.Content;
        var json = new JObject
        {
            [names.Of(Section, "id")] = response.Id,
            [names.Of(Section, "reference")] = content.Reference,
            [names.Of(Section, "questionnaireId")] = content.QuestionnaireId,
            [names.Of(Section, "organisationId")] = content.OrganisationId,
            [names.Of(Section, "locationId")] = content.LocationId,
            [names.Of(Section, "respondedAt")] = content.RespondedAt is { } responded ? names.Dates.Write(responded) : null,
            [names.Of(Section, "changedAt")] = names.Dates.Write(response.ChangedAt),
            [names.Of(Section, "language")] = content.Language,
            [names.Of(Section, "score")] = Whole(content.Score),
            [names.Of(Section, "recommendation")] = content.Recommendation,
            [names.Of(Section, "remark")] = content.Remark,
            [names.Of(Section, "answers")] = new JArray(content.Answers.Select(Write)),
        };
        if (names.Optional(Section, "withdrawn") is { } mark)
            json[mark] = response.Withdrawn;
        return json;
    }

    private JObject Write(StoredAnswer answer) => new()
    {
        [names.Of(Section, "questionId")] = answer.QuestionId,
        [names.Of(Section, "question")] = answer.Question,
        [names.Of(Section, "type")] = answer.Type,
        [names.Of(Section, "value")] = answer.Number is null ? answer.Text : Whole(answer.Number),
        [names.Of(Section, "text")] = answer.Text,
    };

    // 8 and not 8.0, as most services write a whole number.
    private static JToken? Whole(decimal? number) => number is { } value && value == decimal.Truncate(value) ? new JValue((long)value) : number;

    private sealed record Question(DateTimeOffset? Since, int? Organisation, (DateTimeOffset ChangedAt, long Sequence)? After, int Skip, int Limit);
}
