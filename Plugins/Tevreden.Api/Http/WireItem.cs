using System.Collections.Generic;
using System.Linq;
using Tevreden.Api.Json;
using Tevreden.Api.Profile;

namespace Tevreden.Api.Http;

/// <summary>One object of the service's JSON, read by the profile's names of one section.</summary>
internal sealed class WireItem(JsonObject json, string section, ApiProfile profile)
{
    public static IReadOnlyList<WireItem> List(JsonObject envelope, string section, ApiProfile profile)
    {
        var name = profile.Text(section, "list");
        if (envelope[name] is not JsonArray list)
            throw new InvalidAnswerException($"Expected a list under \"{name}\".");
        return [.. list.Items.Select(item => item is JsonObject json
            ? new WireItem(json, section, profile)
            : throw new InvalidAnswerException($"Expected objects in the list \"{name}\", found {item.Kind}."))];
    }

    /// <summary>A text, or a number or boolean as it was written: ids come as either. Null where absent, empty or another kind.</summary>
    public string? Text(string name) => Value(name) switch
    {
        JsonText text when text.Value.Trim().Length > 0 => text.Value,
        JsonNumber number => number.Literal,
        JsonBoolean boolean => boolean.Value ? "true" : "false",
        _ => null,
    };

    /// <exception cref="InvalidAnswerException">It is not there.</exception>
    public string Needed(string name) =>
        Text(name) ?? throw new InvalidAnswerException($"An item of \"{profile.Text(section, "list")}\" has no \"{profile.Text(section, name)}\".");

    public JsonValue? Value(string name) => profile.Optional(section, name) is { } wire ? json[wire] : null;
}
