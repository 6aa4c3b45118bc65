using System;
using System.Globalization;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Turns a column into what a field mapping can use.</summary>
internal static class SourceValues
{
    public static SourceValue? Of(Entity row, string column)
    {
        var formatted = row.FormattedValues.TryGetValue(column, out var label) ? label : null;
        return row.Unwrapped(column) switch
        {
            null => null,
            // What people see of these depends on the settings of the user who reads; an interface needs one form.
            DateTime on when IsDate(on, formatted) => new SourceValue(on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null),
            DateTime on => new SourceValue(on.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), null) { Moment = on },
            Money money => new SourceValue(money.Value.ToString(CultureInfo.InvariantCulture), null),
            string text => new SourceValue(text, null),
            OptionSetValue choice => new SourceValue(choice.Value.ToString(CultureInfo.InvariantCulture), formatted),
            EntityReference reference => new SourceValue(reference.Id.ToString("D", CultureInfo.InvariantCulture), reference.Name ?? formatted),
            bool yes => new SourceValue(yes ? "true" : "false", formatted),
            Guid id => new SourceValue(id.ToString("D", CultureInfo.InvariantCulture), null),
            IFormattable number => new SourceValue(number.ToString(null, CultureInfo.InvariantCulture), null),
            OptionSetValueCollection choices => new SourceValue(
                string.Join(";", choices.Select(c => c.Value.ToString(CultureInfo.InvariantCulture))), formatted),
            _ => null,
        };
    }

    // A column of dates has no time zone, so a date must not be moved as a moment is. Only its display tells: it shows no time.
    private static bool IsDate(DateTime on, string? formatted) => on.TimeOfDay == TimeSpan.Zero && formatted is not null && formatted.IndexOf(':') < 0;
}
