using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Gives rows that were read what the platform adds: names of the rows that lookups point at, labels, formatted values.</summary>
internal sealed class Presentation(StoreScope scope)
{
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
            DateTime time => time.ToString(column.IsDateOnlyFormat ? "d" : "g", English),
            Money money => money.Value.ToString("N" + (column.Precision ?? 2), English),
            int number when column.Type == ColumnType.Integer => number.ToString("N0", English),
            decimal number => number.ToString("N" + (column.Precision ?? 2), English),
            double number => number.ToString("N" + (column.Precision ?? 2), English),
            _ => null,
        };
    }

    private static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-US");

    private static string? Label(ColumnDefinition column, int value) =>
        column.OptionSet?.Options.FirstOrDefault(option => option.Value == value)?.Label.In(LocalizedText.English);

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
