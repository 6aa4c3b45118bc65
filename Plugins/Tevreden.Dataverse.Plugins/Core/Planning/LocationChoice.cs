using System;
using System.Collections.Generic;
using System.Linq;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>Which location a case is about, and what to look at in the CRM where that can't be told.</summary>
/// <param name="Location">The location; null for none.</param>
/// <param name="Warning">Why there is none although the rule asks for one.</param>
internal sealed record LocationChoice(LocationFacts? Location, Words? Warning)
{
    public static LocationChoice Of(RuleFacts rule, IReadOnlyList<LocationFacts> locations, IReadOnlyDictionary<string, SourceValue> values)
    {
        if (rule.LocationSource is not { } source)
        {
            return new LocationChoice(null, null);
        }

        if (!values.TryGetValue(source, out var value))
        {
            return new LocationChoice(null, Explanations.LocationEmpty(source));
        }

        var meant = locations.Where(l => l.CrmValues.Any(v => Means(v, value))).ToList();
        return meant.Count switch
        {
            1 => new LocationChoice(meant[0], null),
            0 => new LocationChoice(null, Explanations.LocationUnknown(source, value.Formatted ?? value.Raw)),
            _ => new LocationChoice(null, Explanations.LocationAmbiguous(source, value.Formatted ?? value.Raw, meant.Select(l => l.Name))),
        };
    }

    private static bool Means(string crmValue, SourceValue value) =>
        string.Equals(crmValue, value.Raw.Trim(), StringComparison.OrdinalIgnoreCase)
        || string.Equals(crmValue, value.Formatted?.Trim(), StringComparison.OrdinalIgnoreCase);
}
