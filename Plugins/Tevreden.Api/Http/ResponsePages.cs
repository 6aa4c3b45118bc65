using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Tevreden.Api.Json;
using Tevreden.Api.Profile;

namespace Tevreden.Api.Http;

/// <summary>Pages of responses: their addresses, their rows, and how to go on.</summary>
internal static class ResponsePages
{
    private const string Section = "responses";

    public static string Address(ResponseQuery query, ApiProfile profile)
    {
        if (query.Cursor is { } cursor && profile.Text(Section, "paging") == "link")
            return cursor;

        var address = new StringBuilder(profile.Text(Section, "path"));
        void Add(string name, string value) =>
            address.Append(address.ToString().Contains("?") ? '&' : '?').Append(profile.Text(Section, name)).Append('=').Append(Uri.EscapeDataString(value));

        Add("changedSince", profile.Dates.Write(query.ChangedSince));
        Add("limit", query.Limit.ToString(CultureInfo.InvariantCulture));
        switch (profile.Text(Section, "paging"))
        {
            case "offset":
                Add("offset", query.Offset.ToString(CultureInfo.InvariantCulture));
                break;
            case "page":
                Add("page", ((query.Offset / query.Limit) + 1).ToString(CultureInfo.InvariantCulture));
                break;
            case "cursor" when query.Cursor is { } mark:
                Add("cursor", mark);
                break;
        }

        if (query.OrganisationId is { } organisation)
        {
            if (profile.Optional(Section, "organisation") is null)
                throw new InvalidOperationException("The API profile can't filter responses by organisation (responses.organisation is empty).");
            Add("organisation", organisation);
        }

        return address.ToString();
    }

    public static ResponsePage Read(ServiceAnswer answer, ResponseQuery query, ApiProfile profile, ServiceTransport transport)
    {
        var envelope = answer.ReadObject();
        var items = WireItem.List(envelope, Section, profile);
        var responses = new List<SurveyResponse>();
        var malformed = new List<MalformedResponse>();
        foreach (var item in items)
        {
            try
            {
                responses.Add(ResponseReader.Read(item, profile));
            }
            catch (FormatException exception)
            {
                malformed.Add(new MalformedResponse(item.Text("id"), exception.Message));
            }
        }

        return new ResponsePage { Responses = responses, Malformed = malformed, Next = Next(answer, envelope, items.Count, responses, query, profile, transport) };
    }

    // Rows that change while one reads move to the end and shift the rest: so reading goes on from the last change time, and passes rows over only within it.
    private static ResponseQuery? Next(
        ServiceAnswer answer, JsonObject envelope, int count, List<SurveyResponse> responses, ResponseQuery query, ApiProfile profile, ServiceTransport transport)
    {
        switch (profile.Text(Section, "paging"))
        {
            case "link":
                return answer.NextLink is { } link ? With(query, query.ChangedSince, 0, transport.Resolve(link).PathAndQuery) : null;
            case "cursor":
                return envelope[profile.Text(Section, "nextCursor")] is JsonText { Value.Length: > 0 } cursor ? With(query, query.ChangedSince, 0, cursor.Value) : null;
            case "page":
                return count < query.Limit ? null : With(query, query.ChangedSince, query.Offset + query.Limit, null);
            default:
                if (count < query.Limit)
                    return null;
                var last = responses.Count > 0 ? responses.Max(response => response.ChangedAt) : query.ChangedSince;
                // The wire keeps whole seconds, so the next page begins at the whole second of the last row.
                var whole = new DateTime(last.Ticks - (last.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
                return whole > query.ChangedSince ? With(query, whole, 0, null) : With(query, query.ChangedSince, query.Offset + count, null);
        }
    }

    private static ResponseQuery With(ResponseQuery query, DateTime since, int offset, string? cursor) => new()
    {
        ChangedSince = since,
        Limit = query.Limit,
        Offset = offset,
        Cursor = cursor,
        OrganisationId = query.OrganisationId,
    };
}
