using System;
using System.Collections.Generic;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>What the mappings made of a case.</summary>
/// <param name="Fields">Payload field to value; a field without a value isn't there.</param>
/// <param name="Moments">Payload field to moment, UTC, for values that the service's profile says how to write.</param>
/// <param name="Missing">Source paths of required mappings that gave nothing.</param>
internal sealed record MappedFields(
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, DateTime> Moments,
    IReadOnlyList<string> Missing);

/// <summary>Applies the field mappings of a rule.</summary>
internal static class FieldMapping
{
    public static MappedFields Apply(IReadOnlyList<MappingFacts> mappings, IReadOnlyDictionary<string, SourceValue> values)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var moments = new SortedDictionary<string, DateTime>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var mapping in mappings)
        {
            var raw = SourcePath.Parse(mapping.Source).Raw;
            var value = values.TryGetValue(mapping.Source, out var found) ? found : null;
            if (value?.Moment is { } moment && !raw)
            {
                moments[mapping.Target] = moment;
            }
            else if ((FilledOrNull(raw ? value?.Raw : value?.Formatted ?? value?.Raw) ?? FilledOrNull(mapping.Default)) is { } text)
            {
                fields[mapping.Target] = text;
            }
            else if (mapping.Required)
            {
                missing.Add(mapping.Source);
            }
        }

        return new MappedFields(fields, moments, missing);
    }

    private static string? FilledOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
