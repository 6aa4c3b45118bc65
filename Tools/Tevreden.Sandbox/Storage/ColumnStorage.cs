using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Storage;

/// <summary>
/// How values lie in SQLite. Text compares as the platform's does, without regard to case; times are text that sorts, UTC; a lookup
/// has the table it points at beside its id; decimals are doubles, exact to 15 digits.
/// </summary>
internal static class ColumnStorage
{
    public const string Collation = "DATAVERSE";
    public const string VersionColumn = "versionnumber";
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    public static string TypeColumn(string column) => column + "__type";

    public static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>Columns that have a place of their own; shadows and virtual ones have none.</summary>
    public static bool IsStored(ColumnDefinition column) =>
        column.AttributeOf is null && column.LogicalName != VersionColumn && column.Type is not (ColumnType.Virtual or ColumnType.PartyList);

    /// <summary>Names and types of the SQL columns of one column.</summary>
    public static IEnumerable<(string Name, string Type)> Physical(ColumnDefinition column)
    {
        yield return (column.LogicalName, column.Type switch
        {
            ColumnType.Integer or ColumnType.BigInt or ColumnType.Boolean or ColumnType.Picklist or ColumnType.State or ColumnType.Status => "INTEGER",
            ColumnType.Decimal or ColumnType.Double or ColumnType.Money => "REAL",
            ColumnType.Image => "BLOB",
            ColumnType.String or ColumnType.Memo or ColumnType.EntityName => "TEXT COLLATE " + Collation,
            _ => "TEXT",
        });
        if (column.IsLookup)
            yield return (TypeColumn(column.LogicalName), "TEXT");
    }

    public static IEnumerable<(string Name, object Value)> Encode(ColumnDefinition column, object? value)
    {
        yield return (column.LogicalName, Scalar(column, value));
        if (column.IsLookup)
            yield return (TypeColumn(column.LogicalName), value is EntityReference reference ? reference.LogicalName : DBNull.Value);
    }

    /// <summary>The value as its SQL column holds it. Takes what a query may say too: text for anything, numbers for choices.</summary>
    public static object Scalar(ColumnDefinition column, object? value) => value switch
    {
        null => DBNull.Value,
        EntityReference reference => Text(reference.Id),
        OptionSetValue option => (long)option.Value,
        Money money => (double)money.Value,
        OptionSetValueCollection options => options.Count == 0 ? DBNull.Value : "," + string.Join(',', options.Select(option => option.Value).Order()) + ",",
        Guid id => Text(id),
        bool yes => yes ? 1L : 0L,
        int or long or short or byte => IsReal(column) ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : Convert.ToInt64(value, CultureInfo.InvariantCulture),
        decimal or double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        DateTime time => Text(time),
        Enum choice => Convert.ToInt64(choice, CultureInfo.InvariantCulture),
        byte[] bytes => bytes,
        string text => Parse(column, text),
        _ => throw new InvalidQueryException($"A value of type {value.GetType().Name} can't be compared with the column '{column.LogicalName}' ({column.Type})."),
    };

    public static string Text(Guid id) => id.ToString("D");

    public static string Text(DateTime time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>The SDK's value from a result row; null for none.</summary>
    public static object? Decode(ColumnDefinition column, SqliteDataReader row, int ordinal)
    {
        if (row.IsDBNull(ordinal))
            return null;
        return column.Type switch
        {
            ColumnType.UniqueIdentifier or ColumnType.File => row.GetGuid(ordinal),
            ColumnType.Integer => row.GetInt32(ordinal),
            ColumnType.BigInt => row.GetInt64(ordinal),
            ColumnType.Decimal => Exact(row.GetDouble(ordinal), column),
            ColumnType.Double => row.GetDouble(ordinal),
            ColumnType.Money => new Money(Exact(row.GetDouble(ordinal), column)),
            ColumnType.Boolean => row.GetInt64(ordinal) != 0,
            ColumnType.DateTime => Time(row.GetString(ordinal)),
            ColumnType.Picklist or ColumnType.State or ColumnType.Status => new OptionSetValue(row.GetInt32(ordinal)),
            ColumnType.MultiSelectPicklist => Options(row.GetString(ordinal)),
            ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => new EntityReference(row.IsDBNull(ordinal + 1) ? null : row.GetString(ordinal + 1), row.GetGuid(ordinal)),
            ColumnType.Image => row.GetFieldValue<byte[]>(ordinal),
            _ => row.GetString(ordinal),
        };
    }

    private static DateTime Time(string text) => DateTime.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static OptionSetValueCollection Options(string text) =>
        new([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(value => new OptionSetValue(int.Parse(value, CultureInfo.InvariantCulture)))]);

    private static decimal Exact(double value, ColumnDefinition column) => column.Precision is { } digits ? Math.Round((decimal)value, digits) : (decimal)value;

    private static bool IsReal(ColumnDefinition column) => column.Type is ColumnType.Decimal or ColumnType.Double or ColumnType.Money;

    private static object Parse(ColumnDefinition column, string text)
    {
        const NumberStyles Number = NumberStyles.Float;
        switch (column.Type)
        {
            case ColumnType.String or ColumnType.Memo or ColumnType.EntityName or ColumnType.MultiSelectPicklist:
                return text;
            case ColumnType.UniqueIdentifier or ColumnType.File or ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner when Guid.TryParse(text, out var id):
                return Text(id);
            case ColumnType.Boolean when text is "1" or "0" || bool.TryParse(text, out _):
                return text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) ? 1L : 0L;
            case ColumnType.Integer or ColumnType.BigInt or ColumnType.Picklist or ColumnType.State or ColumnType.Status when long.TryParse(text, Number, CultureInfo.InvariantCulture, out var whole):
                return whole;
            case ColumnType.Decimal or ColumnType.Double or ColumnType.Money when double.TryParse(text, Number, CultureInfo.InvariantCulture, out var number):
                return number;
            case ColumnType.DateTime when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time):
                return Text(time);
            default:
                throw new InvalidQueryException($"The value '{text}' does not fit the column '{column.LogicalName}' ({column.Type}).");
        }
    }
}
