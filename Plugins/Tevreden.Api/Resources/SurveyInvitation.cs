using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Api.Json;
using Tevreden.Api.Profile;

namespace Tevreden.Api;

/// <summary>One invitation as it goes to the service. Immutable; what is not in here does not go out.</summary>
public sealed class SurveyInvitation
{
    private const string Section = "invitations";

    private static readonly string[] OwnNames = ["reference", "questionnaireId", "email", "language", "locationId", "senderName", "replyAddress"];

    /// <summary>Our unique key of the invitation; comes back with the response.</summary>
    public required string Reference { get; init; }

    public required string QuestionnaireId { get; init; }

    /// <summary>The address as the service takes it (international domains as punycode).</summary>
    public required string Email { get; init; }

    /// <summary>Language code such as <c>nl</c>, or null for the questionnaire's own.</summary>
    public string? Language { get; init; }

    public string? LocationId { get; init; }

    public string? SenderName { get; init; }

    public string? ReplyAddress { get; init; }

    /// <summary>What the administrator's field mappings name, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>The invitation as the service's JSON, which is kept on the row and later sent as it is.</summary>
    /// <exception cref="ArgumentException">A field has a name that the profile uses for something else, or that stands twice.</exception>
    public string ToPayload(ApiProfile profile)
    {
        var members = OwnNames
            .Zip([Reference, QuestionnaireId, Email, Language, LocationId, SenderName, ReplyAddress], (name, value) => new KeyValuePair<string, string?>(profile.Text(Section, name), value))
            .ToList();
        var taken = new HashSet<string>(members.Select(member => member.Key), StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            if (!taken.Add(field.Key))
                throw new ArgumentException($"A field mapping can't have the target \"{field.Key}\": the connector fills it itself, or another mapping does. Choose another target.", nameof(profile));
            members.Add(new(field.Key, field.Value));
        }

        return JsonWriter.Write(new JsonObject(
            members.Where(member => member.Value is not null).Select(member => new KeyValuePair<string, JsonValue>(member.Key, JsonValue.Of(member.Value)))));
    }

    /// <summary>Reads what <see cref="ToPayload"/> wrote.</summary>
    /// <exception cref="FormatException">Not such a text.</exception>
    public static SurveyInvitation FromPayload(string payload, ApiProfile profile)
    {
        if (ReadObject(payload) is not { } json)
            throw new FormatException("The stored payload is not the JSON object that was written at planning.");

        string? Text(string name) => (json[profile.Text(Section, name)] as JsonText)?.Value;
        string Needed(string name) => Text(name) ?? throw new FormatException($"The stored payload has no \"{profile.Text(Section, name)}\". Was the API profile changed since the invitation was planned? Plan it again.");

        var own = new HashSet<string>(OwnNames.Select(name => profile.Text(Section, name)), StringComparer.Ordinal);
        return new SurveyInvitation
        {
            Reference = Needed("reference"),
            QuestionnaireId = Needed("questionnaireId"),
            Email = Needed("email"),
            Language = Text("language"),
            LocationId = Text("locationId"),
            SenderName = Text("senderName"),
            ReplyAddress = Text("replyAddress"),
            Fields = [.. json.Members.Where(member => !own.Contains(member.Key)).Select(member => new KeyValuePair<string, string>(member.Key, (member.Value as JsonText)?.Value ?? ""))],
        };
    }

    private static JsonObject? ReadObject(string payload)
    {
        try
        {
            return JsonReader.Read(payload) as JsonObject;
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }
}
