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
    private readonly Dictionary<Guid, NumberFormatInfo> _formats = [];

    public void Complete(IEnumerable<Entity> rows)
    {
        foreach (var row in rows)
        {
            foreach (var (name, value) in row.Attributes.ToList())
            {
                var (table, column, plain) = value is AliasedValue aliased
                    ? (aliased.EntityLogicalName, aliased.AttributeLogicalName, aliased.Value)
                    : (row.LogicalName, name, value);
                if ((plain is Money money ? Amount(money, table, column, row) : Text(table, column, plain)) is { } text && !row.FormattedValues.Contains(name))
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
            int number when column.Type == ColumnType.Integer => number.ToString("N0", _culture),
            decimal number => number.ToString("N" + (column.Precision ?? 2), _culture),
            double number => number.ToString("N" + (column.Precision ?? 2), _culture),
            _ => null,
        };
    }

    // With the sign of the row's currency, or of the organisation's where the row does not say.
    private string Amount(Money amount, string? table, string? column, Entity row)
    {
        var currency = row.GetAttributeValue<EntityReference>("transactioncurrencyid") ?? BaseCurrency();
        if (!_formats.TryGetValue(currency.Id, out var format))
        {
            format = (NumberFormatInfo)_culture.NumberFormat.Clone();
            format.CurrencySymbol = scope.Find("transactioncurrency", currency.Id)?.GetAttributeValue<string>("currencysymbol") ?? "";
            _formats[currency.Id] = format;
        }

        return amount.Value.ToString("C" + (table is null || column is null ? 2 : scope.Catalog.FindColumn(table, column)?.Precision ?? 2), format);
    }

    private EntityReference BaseCurrency() => scope.Rows("organization")[0].GetAttributeValue<EntityReference>("basecurrencyid");

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
