using System;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Reads columns of a joined row: <c>alias.column</c> comes wrapped, and is absent where the join found nothing.</summary>
internal static class RowReading
{
    /// <summary>The value, unwrapped; the default of <typeparamref name="T"/> where the row has none.</summary>
    public static T? Value<T>(this Entity row, string column) => Unwrapped(row, column) is T value ? value : default;

    public static DateTime? Time(this Entity row, string column) => Unwrapped(row, column) is DateTime on ? on : null;

    public static bool Yes(this Entity row, string column) => Unwrapped(row, column) is true;

    public static int? Choice(this Entity row, string column) => Unwrapped(row, column) is OptionSetValue choice ? choice.Value : null;

    public static int? Whole(this Entity row, string column) => Unwrapped(row, column) is int number ? number : null;

    /// <summary>The id in a lookup or an id column.</summary>
    public static Guid? Id(this Entity row, string column) => Unwrapped(row, column) switch
    {
        EntityReference reference => reference.Id,
        Guid id => id,
        _ => null,
    };

    public static string? Text(this Entity row, string column) => Unwrapped(row, column) as string;

    /// <summary>The value as the platform gives it, out of its alias.</summary>
    public static object? Unwrapped(this Entity row, string column)
    {
        if (!row.Attributes.TryGetValue(column, out var value))
        {
            return null;
        }

        return value is AliasedValue aliased ? aliased.Value : value;
    }
}
