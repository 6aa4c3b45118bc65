using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Query;

namespace Tevreden.Sandbox.Storage;

/// <summary>One transaction of <see cref="SqliteRowStore"/>.</summary>
internal sealed class SqliteStoreTransaction : IStoreTransaction
{
    private const int Constraint = 19;

    private readonly SqliteStatements _statements;
    private readonly MetadataCatalog _catalog;
    private readonly Func<long> _nextVersion;
    private readonly Action _end;
    private bool _ended;

    public SqliteStoreTransaction(SqliteStatements statements, MetadataCatalog catalog, Func<long> nextVersion, Action end)
    {
        _statements = statements;
        _catalog = catalog;
        _nextVersion = nextVersion;
        _end = end;
        _statements.Run("BEGIN", []);
    }

    public long Insert(Entity row)
    {
        var table = Table(row.LogicalName);
        var version = _nextVersion();
        var names = new List<string> { ColumnStorage.Quote(table.PrimaryIdColumn), ColumnStorage.VersionColumn };
        var values = new List<object?> { ColumnStorage.Text(row.Id), version };
        foreach (var (name, value) in Encoded(table, row.Attributes))
        {
            names.Add(ColumnStorage.Quote(name));
            values.Add(value);
        }

        Write(table, $"INSERT INTO {ColumnStorage.Quote(table.LogicalName)} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values.Select((_, i) => Parameter(i)))})", values);
        return version;
    }

    public long? Update(string table, Guid id, AttributeCollection changes, long? expectedVersion = null)
    {
        var definition = Table(table);
        if (Version(definition, id) is not { } found)
            return null;
        if (expectedVersion is { } expected && expected != found)
            throw new VersionMismatchException(table, id, expected, found);

        var version = _nextVersion();
        var values = new List<object?> { ColumnStorage.Text(id), version };
        var sets = new List<string> { $"{ColumnStorage.VersionColumn} = {Parameter(1)}" };
        foreach (var (name, value) in Encoded(definition, changes))
        {
            sets.Add($"{ColumnStorage.Quote(name)} = {Parameter(values.Count)}");
            values.Add(value);
        }

        Write(definition, $"UPDATE {ColumnStorage.Quote(table)} SET {string.Join(", ", sets)} WHERE {ColumnStorage.Quote(definition.PrimaryIdColumn)} = {Parameter(0)}", values);
        return version;
    }

    public bool Delete(string table, Guid id, long? expectedVersion = null)
    {
        var definition = Table(table);
        if (expectedVersion is { } expected && Version(definition, id) is { } found && found != expected)
            throw new VersionMismatchException(table, id, expected, found);
        return _statements.Run($"DELETE FROM {ColumnStorage.Quote(table)} WHERE {ColumnStorage.Quote(definition.PrimaryIdColumn)} = {Parameter(0)}", [ColumnStorage.Text(id)]) > 0;
    }

    public Entity? Find(string table, Guid id)
    {
        var definition = Table(table);
        var columns = definition.Columns.Where(ColumnStorage.IsStored).ToList();
        Entity? row = null;
        _statements.Read(SelectAll(definition, columns), [ColumnStorage.Text(id)], reader =>
        {
            row = new Entity(table, id);
            var version = reader.GetInt64(0);
            row.RowVersion = version.ToString(CultureInfo.InvariantCulture);
            row[ColumnStorage.VersionColumn] = version;
            var ordinal = 1;
            foreach (var column in columns)
            {
                if (ColumnStorage.Decode(column, reader, ordinal) is { } value)
                    row[column.LogicalName] = value;
                ordinal += column.IsLookup ? 2 : 1;
            }

            row[definition.PrimaryIdColumn] = id;
        });
        return row;
    }

    public Guid? FindByKey(string table, KeyDefinition key, IReadOnlyDictionary<string, object?> values)
    {
        var definition = Table(table);
        var conditions = new List<string>();
        var parameters = new List<object?>();
        foreach (var name in key.Columns)
        {
            var column = _catalog.FindColumn(table, name) ?? throw new InvalidQueryException($"The key '{key.LogicalName}' of '{table}' names the unknown column '{name}'.");
            if (values.GetValueOrDefault(name) is not { } value)
                return null;
            conditions.Add($"{ColumnStorage.Quote(name)} = {Parameter(parameters.Count)}");
            parameters.Add(ColumnStorage.Scalar(column, value));
        }

        var found = _statements.Scalar($"SELECT {ColumnStorage.Quote(definition.PrimaryIdColumn)} FROM {ColumnStorage.Quote(table)} WHERE {string.Join(" AND ", conditions)}", parameters);
        return found is string text ? Guid.Parse(text) : null;
    }

    public EntityCollection Query(QueryBase query, QueryContext context) => new QueryRunner(_catalog, _statements, context).Run(query);

    public void Commit()
    {
        _statements.Run("COMMIT", []);
        End();
    }

    public void Dispose()
    {
        if (_ended)
            return;
        _statements.Run("ROLLBACK", []);
        End();
    }

    private static string Parameter(int index) => "$" + index.ToString(CultureInfo.InvariantCulture);

    private static string SelectAll(TableDefinition table, List<ColumnDefinition> columns) =>
        $"SELECT {ColumnStorage.VersionColumn}{string.Concat(columns.SelectMany(ColumnStorage.Physical).Select(column => ", " + ColumnStorage.Quote(column.Name)))} FROM {ColumnStorage.Quote(table.LogicalName)} WHERE {ColumnStorage.Quote(table.PrimaryIdColumn)} = {Parameter(0)}";

    private void End()
    {
        _ended = true;
        _end();
    }

    private TableDefinition Table(string name) => _catalog.FindTable(name) ?? throw new InvalidQueryException($"There is no table '{name}'.") { Table = name };

    private IEnumerable<(string Name, object Value)> Encoded(TableDefinition table, AttributeCollection attributes)
    {
        foreach (var (name, value) in attributes)
        {
            if (name == table.PrimaryIdColumn || name == ColumnStorage.VersionColumn)
                continue;
            var column = _catalog.FindColumn(table.LogicalName, name)
                ?? throw new InvalidQueryException($"The table '{table.LogicalName}' has no column '{name}'.") { Table = table.LogicalName, Column = name };
            if (ColumnStorage.IsStored(column))
            {
                foreach (var encoded in ColumnStorage.Encode(column, value))
                    yield return encoded;
            }
        }
    }

    private long? Version(TableDefinition table, Guid id) =>
        _statements.Scalar($"SELECT {ColumnStorage.VersionColumn} FROM {ColumnStorage.Quote(table.LogicalName)} WHERE {ColumnStorage.Quote(table.PrimaryIdColumn)} = {Parameter(0)}", [ColumnStorage.Text(id)]) as long?;

    private void Write(TableDefinition table, string sql, List<object?> values)
    {
        try
        {
            _statements.Run(sql, values);
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == Constraint)
        {
            throw new DuplicateKeyException(table.LogicalName, Violated(table, problem.Message));
        }
    }

    // SQLite names the columns: "UNIQUE constraint failed: table.one, table.two".
    private static KeyDefinition? Violated(TableDefinition table, string message) => table.Keys.FirstOrDefault(key =>
        key.IndexStatus == KeyIndexStatus.Active
        && message.Contains(string.Join(", ", key.Columns.Select(column => $"{table.LogicalName}.{column}")) + "'", StringComparison.Ordinal));
}
