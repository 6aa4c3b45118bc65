using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Api.Json;

namespace Tevreden.Api.Profile;

/// <summary>
/// How the service is spoken to: paths, names and values on the wire, paging, dates, and what the service can do. Immutable.
/// Written as JSON of two levels (section, name); a customer writes a merge patch (RFC 7396) that holds only what differs.
/// </summary>
public sealed class ApiProfile
{
    private static readonly JsonObject BuiltIn = (JsonObject)JsonReader.Read(DefaultProfile.Json);
    private static readonly string[] PagingStyles = ["offset", "page", "cursor", "link"];

    private readonly JsonObject _json;

    private ApiProfile(JsonObject json)
    {
        _json = json;
        Dates = new ServiceDates(Text("dates", "format"), TimeZoneInfo.FindSystemTimeZoneById(Text("dates", "zone")));
    }

    /// <summary>The built-in profile.</summary>
    public static ApiProfile Default { get; } = new(BuiltIn);

    internal ServiceDates Dates { get; }

    /// <summary>The service refuses a second invitation with the same reference, so that sending again is safe. Default false.</summary>
    public bool Deduplicates => Flag("invitations", "deduplicates");

    /// <summary>A fault of the service (500, documented as "server fault") says that it did not take the invitation, so that it is sent again. Default true.</summary>
    public bool ResendsAfterFault => Flag("invitations", "resendAfterFault");

    /// <summary>The service tells the status of an invitation by its reference. Default false.</summary>
    public bool HasStatusCall => Flag("status", "enabled");

    /// <summary>The service erases what it holds about a person, by e-mail address. Default false.</summary>
    public bool ErasesPersons => Flag("erasure", "enabled");

    /// <summary>Responses can be asked for by organisation, so that runs can share them. Default false.</summary>
    public bool FiltersByOrganisation => Optional("responses", "organisation") is not null;

    /// <summary>The service takes addresses with letters outside ASCII before the @. Default false.</summary>
    public bool TakesUtf8LocalPart => Flag("email", "utf8LocalPart");

    /// <summary>The built-in profile changed by <paramref name="json"/>; blank or null changes nothing.</summary>
    /// <exception cref="ApiProfileException">Not a JSON object, an unknown name, a value of another kind, a path that leaves the service, an unknown paging style or time zone.</exception>
    public static ApiProfile FromMergePatch(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return Default;

        JsonValue parsed;
        try
        {
            parsed = JsonReader.Read(json!);
        }
        catch (JsonFormatException exception)
        {
            throw new ApiProfileException([exception.Message]);
        }

        if (parsed is not JsonObject patch)
            throw new ApiProfileException([$"Expected a JSON object with sections, found {parsed.Kind}."]);

        var problems = patch.Members.SelectMany(section => CheckSection(section.Key, section.Value)).ToList();
        return problems.Count == 0 ? new ApiProfile(BuiltIn.Merge(patch)) : throw new ApiProfileException(problems);
    }

    /// <summary>The whole profile as JSON, for documentation and support. Holds no secret.</summary>
    public string ToJson() => JsonWriter.Write(_json);

    internal string Text(string section, string name) => ((JsonText)((JsonObject)_json[section]!)[name]!).Value;

    /// <summary>The wire name, or null where the service has no such thing.</summary>
    internal string? Optional(string section, string name) => Text(section, name) is { Length: > 0 } text ? text : null;

    private bool Flag(string section, string name) => ((JsonBoolean)((JsonObject)_json[section]!)[name]!).Value;

    private static IEnumerable<string> CheckSection(string name, JsonValue value)
    {
        if (BuiltIn[name] is not JsonObject known)
        {
            yield return $"There is no section \"{name}\"; the sections are {string.Join(", ", BuiltIn.Members.Select(member => member.Key))}.";
            yield break;
        }

        if (value is not JsonObject section)
        {
            yield return $"Section \"{name}\": expected an object, found {value.Kind}.";
            yield break;
        }

        foreach (var member in section.Members)
        {
            if (Check(known, name, member.Key, member.Value) is { } problem)
                yield return problem;
        }
    }

    private static string? Check(JsonObject known, string section, string name, JsonValue value)
    {
        if (known[name] is not { } builtIn)
            return $"Section \"{section}\" has no \"{name}\"; it has {string.Join(", ", known.Members.Select(member => member.Key))}.";
        if (value.GetType() != builtIn.GetType())
            return $"\"{section}.{name}\": expected {builtIn.Kind}, found {value.Kind}.";
        return value is JsonText text ? CheckText(section, name, text.Value) : null;
    }

    private static string? CheckText(string section, string name, string text)
    {
        switch ($"{section}.{name}")
        {
            case "responses.paging":
                return PagingStyles.Contains(text) ? null : $"\"responses.paging\": expected one of {string.Join(", ", PagingStyles)}.";
            case "dates.format":
                return IsDateFormat(text) ? null : "\"dates.format\": expected a date format with year, month and day, such as \"yyyy-MM-ddTHH:mm:ss\".";
            case "dates.zone":
                return IsZone(text) ? null : "\"dates.zone\": expected a Windows time-zone id, such as \"W. Europe Standard Time\".";
        }

        if (name == "path")
            return IsRelativePath(text) ? null : $"\"{section}.path\": expected a path below the service's address, such as \"{BuiltInText(section, name)}\", found another address.";
        return text.Length == 0 && BuiltInText(section, name).Length > 0 ? $"\"{section}.{name}\": expected a text, found an empty one." : null;
    }

    private static string BuiltInText(string section, string name) => ((JsonText)((JsonObject)BuiltIn[section]!)[name]!).Value;

    private static bool IsRelativePath(string text) =>
        text.Length > 0
        && text[0] is not ('/' or '\\')
        && !text.Contains("..")
        && text.IndexOfAny([':', '?', '#', '\\', ' ', '%']) < 0
        && !text.Contains("//");

    private static bool IsDateFormat(string text) => text.Contains("yyyy") && text.Contains("MM") && text.Contains("dd");

    private static bool IsZone(string text)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(text) is not null;
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return false;
        }
    }
}
