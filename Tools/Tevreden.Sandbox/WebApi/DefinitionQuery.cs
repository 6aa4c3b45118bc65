using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>
/// <c>$select</c>, <c>$filter</c>, <c>$expand</c>, <c>$top</c> over definitions, which are few and in memory: a filter is a chain of comparisons by and, or by or, of properties
/// (also such as IsCustomizable/Value) with values, and contains, startswith, endswith.
/// </summary>
internal sealed partial class DefinitionQuery(IReadOnlyDictionary<string, string> options)
{
    private static readonly HashSet<string> Known = ["$select", "$filter", "$expand", "$top", "$count", "LabelLanguages"];

    public IReadOnlyList<string>? Columns { get; } = options.GetValueOrDefault("$select")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public int? Top { get; } = int.TryParse(options.GetValueOrDefault("$top"), NumberStyles.None, CultureInfo.InvariantCulture, out var top) ? top : null;

    public bool Counts => options.GetValueOrDefault("$count") == "true";

    public void Demand()
    {
        if (options.Keys.FirstOrDefault(name => name.StartsWith('$') && !Known.Contains(name)) is { } unknown)
            throw WebApiException.Bad($"The query option '{unknown}' is not known to the sandbox for definitions. It knows {string.Join(", ", Known)}.");
    }

    /// <summary>Navigation properties to show, each with its own query.</summary>
    public IEnumerable<(string Name, DefinitionQuery Query)> Expansions() =>
        Split(options.GetValueOrDefault("$expand") ?? "", ',').Select(item => Item().Match(item)).Where(match => match.Success).Select(match => (
            match.Groups["name"].Value,
            new DefinitionQuery(Split(match.Groups["options"].Value, ';').Select(option => option.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim()))));

    /// <summary>Whether a definition, as JSON, is one of those asked for.</summary>
    public bool Matches(JObject definition) => options.GetValueOrDefault("$filter") is not { } filter || Matches(filter, definition);

    public JObject Cut(JObject definition)
    {
        if (Columns is null)
            return definition;
        var cut = new JObject();
        foreach (var property in definition.Properties().Where(property => property.Name is "MetadataId" || property.Name.StartsWith('@') || Columns.Contains(property.Name)))
            cut[property.Name] = property.Value;
        return Columns.FirstOrDefault(name => !definition.ContainsKey(name)) is { } unknown ? throw WebApiException.Bad($"Could not find a property named '{unknown}' on this type.") : cut;
    }

    private static bool Matches(string filter, JObject definition)
    {
        filter = filter.Trim();
        if (Words(filter, " or ") is { Count: > 1 } either)
            return either.Any(part => Matches(part, definition));
        if (Words(filter, " and ") is { Count: > 1 } both)
            return both.All(part => Matches(part, definition));
        if (filter.StartsWith('(') && filter.EndsWith(')'))
            return Matches(filter[1..^1], definition);
        if (filter.StartsWith("not ", StringComparison.Ordinal))
            return !Matches(filter[4..], definition);
        if (Function().Match(filter) is { Success: true } call)
            return Call(call.Groups["name"].Value, Text(definition, call.Groups["property"].Value), Literal(call.Groups["value"].Value));
        if (Comparison().Match(filter) is not { Success: true } comparison)
            throw WebApiException.Bad($"The sandbox does not know '{filter}' in a $filter of definitions. It knows PROPERTY eq|ne|gt|ge|lt|le VALUE, contains, startswith, endswith, and, or, not.");
        var order = Compare(Text(definition, comparison.Groups["property"].Value), Literal(comparison.Groups["value"].Value));
        return comparison.Groups["operator"].Value switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "gt" => order > 0,
            "ge" => order >= 0,
            "lt" => order < 0,
            _ => order <= 0,
        };
    }

    private static bool Call(string name, string? text, string? value) => text is not null && value is not null && name switch
    {
        "contains" => text.Contains(value, StringComparison.OrdinalIgnoreCase),
        "startswith" => text.StartsWith(value, StringComparison.OrdinalIgnoreCase),
        _ => text.EndsWith(value, StringComparison.OrdinalIgnoreCase),
    };

    private static int Compare(string? one, string? other) =>
        double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var left) && double.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.Compare(one, other, StringComparison.OrdinalIgnoreCase);

    private static string? Text(JObject definition, string path)
    {
        JToken? at = definition;
        foreach (var step in path.Split('/'))
            at = at is JObject inner && inner.TryGetValue(step, out var next) ? next : throw WebApiException.Bad($"Could not find a property named '{step}' on this type.");
        return at.Type == JTokenType.Null ? null : Convert.ToString(((JValue)at).Value, CultureInfo.InvariantCulture);
    }

    // Names of enumerations may stand before the value: Microsoft.Dynamics.CRM.AttributeTypeCode'Lookup'.
    private static string? Literal(string text)
    {
        text = text.Trim();
        if (text == "null")
            return null;
        var quote = text.IndexOf('\'', StringComparison.Ordinal);
        return quote >= 0 ? text[(quote + 1)..^1].Replace("''", "'", StringComparison.Ordinal) : text is "true" or "false" ? char.ToUpperInvariant(text[0]) + text[1..] : text;
    }

    private static List<string> Words(string text, string word) => Cut(text, (at, depth) => depth == 0 && string.CompareOrdinal(text, at, word, 0, word.Length) == 0 ? word.Length : 0);

    private static List<string> Split(string text, char sign) => Cut(text, (at, depth) => depth == 0 && text[at] == sign ? 1 : 0);

    // Cuts outside of parentheses and of texts.
    private static List<string> Cut(string text, Func<int, int, int> here)
    {
        var parts = new List<string>();
        var (depth, from, inText) = (0, 0, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\'')
                inText = !inText;
            if (inText)
                continue;
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (here(at, depth) is var length and > 0)
            {
                parts.Add(text[from..at]);
                from = at + length;
                at = from - 1;
            }
        }

        if (from < text.Length)
            parts.Add(text[from..]);
        return parts;
    }

    [GeneratedRegex(@"^\s*(?<name>\w+)(?:\((?<options>.*)\))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"^(?<name>contains|startswith|endswith)\((?<property>[\w/]+)\s*,\s*(?<value>'(?:[^']|'')*')\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Function();

    [GeneratedRegex(@"^(?<property>[\w/]+) (?<operator>eq|ne|gt|ge|lt|le) (?<value>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();
}
