using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Storage;

/// <summary>The id, or the values of an alternate key, belong to another row.</summary>
public sealed class DuplicateKeyException : Exception
{
    public DuplicateKeyException(string table, KeyDefinition? key)
        : base(key is null ? $"A row of '{table}' with this id exists." : $"A row of '{table}' with these values of key '{key.LogicalName}' exists.")
    {
        Table = table;
        Key = key;
    }

    public string Table { get; }

    /// <summary>Null: the id itself.</summary>
    public KeyDefinition? Key { get; }
}

/// <summary>The row has another version than the one expected.</summary>
public sealed class VersionMismatchException : Exception
{
    public VersionMismatchException(string table, Guid id, long expected, long found)
        : base($"The row {id:D} of '{table}' has version {found}, not {expected}.")
    {
    }
}

/// <summary>A query that the platform may know, and the sandbox does not.</summary>
public sealed class QueryNotSupportedException(string message) : Exception(message);

/// <summary>A query that is wrong: it names a table or column that is not there, or makes no sense.</summary>
public sealed class InvalidQueryException(string message) : Exception(message)
{
    /// <summary>The unknown table, or the table of the unknown column; null if something else is wrong.</summary>
    public string? Table { get; init; }

    public string? Column { get; init; }

    /// <summary>The limit that it goes beyond; null if something else is wrong.</summary>
    public QueryLimit? Limit { get; init; }
}

/// <summary>Limits of a query.</summary>
public enum QueryLimit
{
    /// <summary>Rows that an aggregate reads.</summary>
    AggregateRows,

    /// <summary>Joined tables.</summary>
    Links,

    /// <summary>Conditions and joins together.</summary>
    Conditions,
}
