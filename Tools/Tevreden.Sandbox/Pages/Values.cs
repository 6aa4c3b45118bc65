using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages;

/// <summary>Shows a value of a row as HTML.</summary>
internal static class Values
{
    private const int LongText = 120;

    public static bool IsNumber(Entity row, string name) => Inner(row, name) is int or long or decimal or double or Money;

    public static string Show(Entity row, string name, ColumnDefinition? column)
    {
        var value = Inner(row, name);
        return value switch
        {
            null => "",
            EntityReference reference => Html.Link(PageCall.RecordAddress(reference), reference.Name ?? reference.Id.ToString("D")),
            string text when column?.Type == ColumnType.Memo || text.Length > LongText => $"<span class=\"long\">{Html.Text(text)}</span>",
            _ => Html.Text(row.FormattedValues.TryGetValue(name, out var formatted) ? formatted : Convert.ToString(value, CultureInfo.InvariantCulture)),
        };
    }

    private static object? Inner(Entity row, string name) =>
        row.TryGetAttributeValue<object>(name, out var value) ? value is AliasedValue aliased ? aliased.Value : value : null;
}
