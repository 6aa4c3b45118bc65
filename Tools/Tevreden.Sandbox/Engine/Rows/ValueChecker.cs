using System.Globalization;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Whether a value fits its column: type, length, range, option, target. Returns it in the form in which it is kept.</summary>
internal static class ValueChecker
{
    public static object? Check(TableDefinition table, ColumnDefinition column, object? value, StoreScope scope) => value is null
        ? null
        : column.Type switch
        {
            ColumnType.UniqueIdentifier => value is Guid id ? id : throw Wrong(table, column, "Guid", value),
            ColumnType.String or ColumnType.Memo => Text(table, column, value),
            ColumnType.EntityName => value is string name ? name : throw Wrong(table, column, "string (logical name of a table)", value),
            ColumnType.Integer => value is int whole ? Range(table, column, whole, whole) : throw Wrong(table, column, "int", value),
            ColumnType.BigInt => value is long or int ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : throw Wrong(table, column, "long", value),
            ColumnType.Decimal => Decimal(table, column, value),
            ColumnType.Double => Double(table, column, value),
            ColumnType.Money => Money(table, column, value),
            ColumnType.Boolean => value is bool yes ? yes : throw Wrong(table, column, "bool", value),
            ColumnType.DateTime => Time(table, column, value),
            ColumnType.Picklist or ColumnType.State or ColumnType.Status => Option(table, column, value),
            ColumnType.MultiSelectPicklist => Options(table, column, value),
            ColumnType.Lookup or ColumnType.Customer or ColumnType.Owner => Lookup(table, column, value, scope),
            ColumnType.PartyList => value is EntityCollection parties ? parties : throw Wrong(table, column, "EntityCollection of activityparty", value),
            ColumnType.Image => value is byte[] bytes ? bytes : throw Wrong(table, column, "byte[]", value),
            ColumnType.File or ColumnType.Virtual => throw Faults.InvalidArgument($"The column '{column.LogicalName}' of '{table.LogicalName}' ({column.Type}) can't be written with its row."),
            _ => throw Wrong(table, column, column.Type.ToString(), value),
        };

    /// <summary>A key's value in its column's type; strings are taken for choices and lookups too, as they come from an address.</summary>
    public static object? KeyValue(TableDefinition table, string columnName, object? value, StoreScope scope)
    {
        var column = scope.Catalog.FindColumn(table.LogicalName, columnName) ?? throw Faults.NoSuchColumn(table.LogicalName, columnName);
        return column.Type switch
        {
            ColumnType.Picklist or ColumnType.State or ColumnType.Status when value is int option => new OptionSetValue(option),
            ColumnType.Lookup when value is Guid id => new EntityReference(column.Targets.Count > 0 ? column.Targets[0] : null, id),
            ColumnType.Lookup when value is EntityReference { KeyAttributes.Count: > 0 } reference =>
                new EntityReference(reference.LogicalName, KeyResolver.Resolve(reference, scope)),
            _ => value,
        };
    }

    private static string Text(TableDefinition table, ColumnDefinition column, object value)
    {
        if (value is not string text)
            throw Wrong(table, column, "string", value);
        return column.MaxLength is { } most && text.Length > most ? throw Faults.TooLong(table.LogicalName, column.LogicalName, most, text.Length) : text;
    }

    private static object Decimal(TableDefinition table, ColumnDefinition column, object value)
    {
        var number = value switch
        {
            decimal exact => exact,
            int whole => whole,
            _ => throw Wrong(table, column, "decimal", value),
        };
        return Range(table, column, number, Round(column, number));
    }

    private static object Double(TableDefinition table, ColumnDefinition column, object value)
    {
        var number = value switch
        {
            double exact => exact,
            float single => single,
            int whole => whole,
            _ => throw Wrong(table, column, "double", value),
        };
        var rounded = column.Precision is { } digits ? Math.Round(number, digits, MidpointRounding.AwayFromZero) : number;
        return double.IsFinite(number) && Math.Abs(number) < 1e27
            ? Range(table, column, (decimal)number, rounded)
            : throw Faults.OutOfRange(table.LogicalName, column.LogicalName, column.MinValue, column.MaxValue, number);
    }

    private static object Money(TableDefinition table, ColumnDefinition column, object value)
    {
        if (value is not Money money)
            throw Wrong(table, column, "Money", value);
        return Range(table, column, money.Value, new Money(Round(column, money.Value)));
    }

    private static decimal Round(ColumnDefinition column, decimal number) =>
        column.Precision is { } digits ? Math.Round(number, digits, MidpointRounding.AwayFromZero) : number;

    // Kept to the second, UTC; a local or unspecified time is taken as the platform's SDK does: as it is, for UTC.
    private static DateTime Time(TableDefinition table, ColumnDefinition column, object value)
    {
        if (value is not DateTime time)
            throw Wrong(table, column, "DateTime", value);
        var utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
        if (utc.Year < 1753)
            throw Faults.OutOfRange(table.LogicalName, column.LogicalName, null, null, utc.ToString("O", CultureInfo.InvariantCulture) + " (before 1753)");
        return column.DateTimeBehavior == DateTimeBehavior.DateOnly ? utc.Date : new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }

    private static OptionSetValue Option(TableDefinition table, ColumnDefinition column, object value)
    {
        if (value is not OptionSetValue option)
            throw Wrong(table, column, "OptionSetValue", value);
        Known(table, column, option.Value);
        return option;
    }

    private static OptionSetValueCollection Options(TableDefinition table, ColumnDefinition column, object value)
    {
        if (value is not OptionSetValueCollection options)
            throw Wrong(table, column, "OptionSetValueCollection", value);
        foreach (var option in options)
            Known(table, column, option.Value);
        return options;
    }

    private static void Known(TableDefinition table, ColumnDefinition column, int value)
    {
        // Standard choices of which no list is known take any number.
        if (column.OptionSet is { Options.Count: > 0 } set && set.Options.All(option => option.Value != value))
            throw Faults.NoSuchOption(table.LogicalName, column.LogicalName, value, set.Options.Select(option => option.Value));
    }

    private static EntityReference Lookup(TableDefinition table, ColumnDefinition column, object value, StoreScope scope)
    {
        if (value is not EntityReference reference)
            throw Wrong(table, column, "EntityReference", value);
        var target = scope.Table(reference.LogicalName);
        if (column.Targets.Count > 0 && !column.Targets.Contains(target.LogicalName))
            throw Faults.InvalidArgument(
                $"The lookup '{column.LogicalName}' of '{table.LogicalName}' may point at {string.Join(", ", column.Targets)}, not at '{target.LogicalName}'.");
        var id = KeyResolver.Resolve(reference, scope);
        if (scope.Find(target.LogicalName, id) is null)
            throw Faults.NoSuchRow(target.LogicalName, id);
        return new EntityReference(target.LogicalName, id);
    }

    private static object Range(TableDefinition table, ColumnDefinition column, decimal number, object kept) =>
        number < column.MinValue || number > column.MaxValue
            ? throw Faults.OutOfRange(table.LogicalName, column.LogicalName, column.MinValue, column.MaxValue, number)
            : kept;

    private static FaultException<OrganizationServiceFault> Wrong(TableDefinition table, ColumnDefinition column, string expected, object value) =>
        Faults.WrongType(table.LogicalName, column.LogicalName, expected, value);
}
