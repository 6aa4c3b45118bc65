using System;
using System.Collections.Generic;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>What the mappings made of a case.</summary>
/// <param name="Fields">Payload field to value; a field without a value isn't there.</param>
/// <param name="Missing">Source paths of required mappings that gave nothing.</param>
internal sealed record MappedFields(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Missing);

/// <summary>Applies the field mappings of a rule.</summary>
internal static class FieldMapping
{
    public static MappedFields Apply(IReadOnlyList<MappingFacts> mappings, IReadOnlyDictionary<string, SourceValue> values)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var mapping in mappings)
        {
            var value = ValueOf(mapping, values);
            if (value is not null)
            {
                fields[mapping.Target] = value;
            }
            else if (mapping.Required)
            {
                missing.Add(mapping.Source);
            }
        }

        return new MappedFields(fields, missing);
    }

    private static string? ValueOf(MappingFacts mapping, IReadOnlyDictionary<string, SourceValue> values)
    {
        var text = values.TryGetValue(mapping.Source, out var value)
            ? SourcePath.Parse(mapping.Source).Raw ? value.Raw : value.Formatted ?? value.Raw
            : null;
        return FilledOrNull(text) ?? FilledOrNull(mapping.Default);
    }

    private static string? FilledOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
