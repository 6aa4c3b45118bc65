using System;
using System.Globalization;
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
            DateTime on => new SourceValue(on.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), null),
            Money money => new SourceValue(money.Value.ToString(CultureInfo.InvariantCulture), null),
            string text => new SourceValue(text, null),
            OptionSetValue choice => new SourceValue(choice.Value.ToString(CultureInfo.InvariantCulture), formatted),
            EntityReference reference => new SourceValue(reference.Id.ToString("D", CultureInfo.InvariantCulture), reference.Name ?? formatted),
            bool yes => new SourceValue(yes ? "true" : "false", formatted),
            Guid id => new SourceValue(id.ToString("D", CultureInfo.InvariantCulture), null),
            IFormattable number => new SourceValue(number.ToString(null, CultureInfo.InvariantCulture), null),
            _ => null,
        };
    }
}
