using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Engine;

/// <summary>Gives rows that were read what the platform adds: names of the rows that lookups point at, labels, formatted values.</summary>
/// <param name="scope">Where the names are.</param>
/// <param name="reader">Labels come in this user's language, numbers and dates as this user writes them.</param>
internal sealed class Presentation(StoreScope scope, Principal reader)
{
    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(reader.Locale);
    private readonly Dictionary<(string, Guid), string?> _names = [];

    public void Complete(IEnumerable<Entity> rows)
    {
        foreach (var row in rows)
        {
            foreach (var (name, value) in row.Attributes.ToList())
            {
                var (table, column, plain) = value is AliasedValue aliased
                    ? (aliased.EntityLogicalName, aliased.AttributeLogicalName, aliased.Value)
                    : (row.LogicalName, name, value);
                if (Text(table, column, plain) is { } text && !row.FormattedValues.Contains(name))
                    row.FormattedValues[name] = text;
            }

            if (row.GetAttributeValue<object>("versionnumber") is long version)
                row.RowVersion = version.ToString(CultureInfo.InvariantCulture);
        }
    }

    private string? Text(string? table, string? columnName, object? value)
    {
        if (value is EntityReference reference)
            return reference.Name ??= NameOf(reference);
        if (table is null || columnName is null || scope.Catalog.FindColumn(table, columnName) is not { } column)
            return null;
        return value switch
        {
            OptionSetValue option => Label(column, option.Value),
            OptionSetValueCollection options => string.Join("; ", options.Select(option => Label(column, option.Value))),
            bool yes => Label(column, yes ? 1 : 0) ?? (yes ? "Yes" : "No"),
            DateTime time => time.ToString(column.IsDateOnlyFormat ? "d" : "g", _culture),
            Money money => money.Value.ToString("N" + (column.Precision ?? 2), _culture),
            int number when column.Type == ColumnType.Integer => number.ToString("N0", _culture),
            decimal number => number.ToString("N" + (column.Precision ?? 2), _culture),
            double number => number.ToString("N" + (column.Precision ?? 2), _culture),
            _ => null,
        };
    }

    private string? Label(ColumnDefinition column, int value) =>
        column.OptionSet?.Options.FirstOrDefault(option => option.Value == value)?.Label.In(reader.Language);

    private string? NameOf(EntityReference reference)
    {
        if (_names.TryGetValue((reference.LogicalName, reference.Id), out var known))
            return known;
        var name = scope.Catalog.FindTable(reference.LogicalName) is { PrimaryNameColumn: { } column } table
            ? scope.Find(table.LogicalName, reference.Id)?.GetAttributeValue<string>(column)
            : null;
        return _names[(reference.LogicalName, reference.Id)] = name;
    }
}
