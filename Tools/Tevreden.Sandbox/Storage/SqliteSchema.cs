using Microsoft.Data.Sqlite;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Storage;

/// <summary>Makes and extends the SQL tables that a catalog asks for. What is there stays.</summary>
internal sealed class SqliteSchema(SqliteConnection connection)
{
    private const int Constraint = 19;

    /// <exception cref="DuplicateKeyException">A key is active, but rows have the same values.</exception>
    public void Apply(MetadataCatalog catalog)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var table in catalog.Tables)
            Apply(table);
        transaction.Commit();
    }

    /// <summary>Drops the tables, columns and keys that one catalog has and the other has not.</summary>
    public void Shrink(MetadataCatalog before, MetadataCatalog after)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var old in before.Tables)
        {
            if (after.FindTable(old.LogicalName) is { } kept)
                Shrink(old, kept);
            else
                Run($"DROP TABLE IF EXISTS {ColumnStorage.Quote(old.LogicalName)}");
        }

        transaction.Commit();
    }

    private void Shrink(TableDefinition old, TableDefinition kept)
    {
        foreach (var key in old.Keys.Where(key => kept.Keys.All(other => other.LogicalName != key.LogicalName)))
            Run($"DROP INDEX IF EXISTS {IndexName(old, key)}");
        foreach (var column in old.Columns.Where(column => ColumnStorage.IsStored(column) && kept.Columns.All(other => other.LogicalName != column.LogicalName)))
        {
            // SQLite drops no column that an index is about.
            Run($"DROP INDEX IF EXISTS {ReferenceIndexName(old, column)}");
            foreach (var (physical, _) in ColumnStorage.Physical(column))
                Run($"ALTER TABLE {ColumnStorage.Quote(old.LogicalName)} DROP COLUMN {ColumnStorage.Quote(physical)}");
        }
    }

    private static string ReferenceIndexName(TableDefinition table, ColumnDefinition column) => ColumnStorage.Quote($"ref_{table.LogicalName}_{column.LogicalName}");

    private static string IndexName(TableDefinition table, KeyDefinition key) => ColumnStorage.Quote($"key_{table.LogicalName}_{key.LogicalName}");

    // Lookups that queries join over; who wrote a row is asked too seldom.
    private static bool IsSearched(ColumnDefinition column) =>
        column.IsLookup && column.ValidForUpdate && column.Type != ColumnType.Owner;

    private void Apply(TableDefinition table)
    {
        var name = ColumnStorage.Quote(table.LogicalName);
        var columns = table.Columns.Where(column => ColumnStorage.IsStored(column) && column.LogicalName != table.PrimaryIdColumn).ToList();
        var physical = columns.SelectMany(ColumnStorage.Physical).ToList();
        var there = ColumnsOf(table.LogicalName);
        if (there.Count == 0)
        {
            // In one statement: each change of a table makes SQLite read its whole schema again.
            Run($"CREATE TABLE {name} ({ColumnStorage.Quote(table.PrimaryIdColumn)} TEXT NOT NULL PRIMARY KEY, {ColumnStorage.VersionColumn} INTEGER NOT NULL{string.Concat(physical.Select(column => $", {ColumnStorage.Quote(column.Name)} {column.Type}"))}) WITHOUT ROWID");
        }
        else
        {
            foreach (var (added, type) in physical.Where(column => !there.Contains(column.Name)))
                Run($"ALTER TABLE {name} ADD COLUMN {ColumnStorage.Quote(added)} {type}");
        }

        foreach (var column in columns.Where(IsSearched))
            Run($"CREATE INDEX IF NOT EXISTS {ReferenceIndexName(table, column)} ON {name} ({ColumnStorage.Quote(column.LogicalName)})");

        foreach (var key in table.Keys.Where(key => key.IndexStatus == KeyIndexStatus.Active))
            Index(table, key);
    }

    private void Index(TableDefinition table, KeyDefinition key)
    {
        try
        {
            Run($"CREATE UNIQUE INDEX IF NOT EXISTS {IndexName(table, key)} ON {ColumnStorage.Quote(table.LogicalName)} ({string.Join(", ", key.Columns.Select(ColumnStorage.Quote))})");
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == Constraint)
        {
            throw new DuplicateKeyException(table.LogicalName, key);
        }
    }

    private HashSet<string> ColumnsOf(string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return columns;
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names come from the catalog and are quoted.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
