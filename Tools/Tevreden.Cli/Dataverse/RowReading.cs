using System.Globalization;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Cli.Dataverse;

/// <summary>Typed values of a row, joined (<c>alias.column</c>) and calculated ones alike; null where a column is empty.</summary>
internal static class RowReading
{
    public static string? Text(this Entity row, string column) => row.Value(column) as string is { Length: > 0 } text ? text : null;

    public static bool Flag(this Entity row, string column) => row.Value(column) is true;

    public static int? Whole(this Entity row, string column) => row.Value(column) switch
    {
        null => null,
        OptionSetValue option => option.Value,
        var number => Convert.ToInt32(number, CultureInfo.InvariantCulture),
    };

    public static decimal? Number(this Entity row, string column) =>
        row.Value(column) is { } number ? Convert.ToDecimal(number, CultureInfo.InvariantCulture) : null;

    /// <summary>UTC.</summary>
    public static DateTime? Date(this Entity row, string column) =>
        row.Value(column) is DateTime date ? DateTime.SpecifyKind(date, DateTimeKind.Utc) : null;

    public static Guid? Id(this Entity row, string column) => row.Value(column) switch
    {
        EntityReference reference => reference.Id,
        Guid id => id,
        _ => null,
    };

    public static EntityReference? Reference(this Entity row, string column) => row.Value(column) as EntityReference;

    public static TEnum? Choice<TEnum>(this Entity row, string column)
        where TEnum : struct, Enum =>
        row.Value(column) is OptionSetValue option ? (TEnum)Enum.ToObject(typeof(TEnum), option.Value) : null;

    private static object? Value(this Entity row, string column) =>
        row.Attributes.TryGetValue(column, out var value) ? (value is AliasedValue aliased ? aliased.Value : value) : null;
}
