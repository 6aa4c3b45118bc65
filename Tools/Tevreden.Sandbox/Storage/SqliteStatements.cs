using Microsoft.Data.Sqlite;

namespace Tevreden.Sandbox.Storage;

/// <summary>Prepared statements by their text, kept because the same few run again and again. One user at a time.</summary>
internal sealed class SqliteStatements(SqliteConnection connection)
{
    private const int Most = 400;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Told of each new statement.</summary>
    public Action<string>? Prepared { get; set; }

    public int Run(string sql, IReadOnlyList<object?> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    public object? Scalar(string sql, params IReadOnlyList<object?> parameters) => Prepare(sql, parameters).ExecuteScalar();

    public void Read(string sql, IReadOnlyList<object?> parameters, Action<SqliteDataReader> row)
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        while (reader.Read())
            row(reader);
    }

    public void Clear()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _commands.Clear();
    }

    private SqliteCommand Prepare(string sql, IReadOnlyList<object?> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            if (_commands.Count >= Most)
                Clear();
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Composed of names from the catalog, quoted, and of parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            _commands[sql] = command;
            Prepared?.Invoke(sql);
        }

        command.Parameters.Clear();
        for (var i = 0; i < parameters.Count; i++)
            command.Parameters.AddWithValue("$" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), parameters[i] ?? DBNull.Value);
        return command;
    }
}
