using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Tevreden.Api.Json;

/// <summary>One immutable JSON value. The names in the service's JSON come from the profile, so no contract class can hold them.</summary>
internal abstract class JsonValue
{
    public static JsonValue Null { get; } = new JsonNull();

    /// <summary>The words for the kind, for error messages.</summary>
    public abstract string Kind { get; }

    public static JsonValue Of(string? text) => text is null ? Null : new JsonText(text);

    public static JsonValue Of(bool value) => new JsonBoolean(value);
}

internal sealed class JsonNull : JsonValue
{
    public override string Kind => "null";
}

internal sealed class JsonBoolean(bool value) : JsonValue
{
    public bool Value { get; } = value;

    public override string Kind => "true or false";
}

internal sealed class JsonText(string value) : JsonValue
{
    public string Value { get; } = value;

    public override string Kind => "a text";
}

/// <summary>A number as it was written, so that a long id loses no digit.</summary>
internal sealed class JsonNumber(string literal) : JsonValue
{
    public string Literal { get; } = literal;

    public override string Kind => "a number";

    public bool TryGetDecimal(out decimal value) => decimal.TryParse(Literal, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}

internal sealed class JsonArray(IReadOnlyList<JsonValue> items) : JsonValue
{
    public IReadOnlyList<JsonValue> Items { get; } = items;

    public override string Kind => "a list";
}

internal sealed class JsonObject : JsonValue
{
    private readonly Dictionary<string, JsonValue> _members;

    public JsonObject(IEnumerable<KeyValuePair<string, JsonValue>> members)
    {
        Members = members.ToList();
        _members = Members.ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal);
    }

    /// <summary>In the order they were written.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; }

    public override string Kind => "an object";

    /// <summary>The member, or null where it is absent or JSON null.</summary>
    public JsonValue? this[string name] => _members.TryGetValue(name, out var value) && value is not JsonNull ? value : null;

    public bool Contains(string name) => _members.ContainsKey(name);

    /// <summary>RFC 7396: members of <paramref name="patch"/> replace or extend those here, null removes.</summary>
    public JsonObject Merge(JsonObject patch)
    {
        var merged = new List<KeyValuePair<string, JsonValue>>();
        foreach (var member in Members)
        {
            if (!patch.Contains(member.Key))
                merged.Add(member);
            else if (patch[member.Key] is { } replacement)
                merged.Add(new(member.Key, Merged(member.Value, replacement)));
        }

        foreach (var member in patch.Members.Where(member => !Contains(member.Key) && member.Value is not JsonNull))
            merged.Add(new(member.Key, Merged(Null, member.Value)));
        return new JsonObject(merged);
    }

    private static JsonValue Merged(JsonValue target, JsonValue patch) =>
        patch is JsonObject changes ? (target as JsonObject ?? new JsonObject([])).Merge(changes) : patch;
}
