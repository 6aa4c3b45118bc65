using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Service.Wire;

/// <summary>The names and switches that this service speaks with: the defaults, changed by a merge patch.</summary>
internal sealed class WireNames
{
    private readonly JObject _json;

    private WireNames(JObject json)
    {
        _json = json;
        Dates = new WireDates(Of("dates", "format"), TimeZoneInfo.FindSystemTimeZoneById(Of("dates", "zone")));
    }

    public WireDates Dates { get; }

    /// <param name="patch">A JSON merge patch of two levels, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The patch is not JSON, or names what the profile does not have.</exception>
    public static WireNames Read(string? patch)
    {
        var names = JObject.Parse(DefaultNames.Json);
        if (string.IsNullOrWhiteSpace(patch))
            return new WireNames(names);

        try
        {
            foreach (var section in JObject.Parse(patch).Properties())
            {
                var known = names[section.Name] as JObject ?? throw new ArgumentException($"The profile has no section \"{section.Name}\".", nameof(patch));
                foreach (var member in ((section.Value as JObject) ?? throw new ArgumentException($"Section \"{section.Name}\" is no object.", nameof(patch))).Properties())
                {
                    if (known[member.Name]?.Type != member.Value.Type)
                        throw new ArgumentException($"\"{section.Name}.{member.Name}\" is not in the profile, or is of another kind there.", nameof(patch));
                    known[member.Name] = member.Value;
                }
            }
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The profile is not JSON: {exception.Message}", nameof(patch), exception);
        }

        return new WireNames(names);
    }

    public string Of(string section, string name) => _json[section]!.Value<string>(name)!;

    /// <summary>The name, or null where the service has no such thing.</summary>
    public string? Optional(string section, string name) => Of(section, name) is { Length: > 0 } text ? text : null;

    public bool Has(string section, string name) => _json[section]!.Value<bool>(name);
}
