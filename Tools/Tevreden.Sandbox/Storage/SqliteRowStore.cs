using System.Globalization;
using Microsoft.Data.Sqlite;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Storage;

/// <summary>
/// Rows in SQLite, in memory or in a file, over one connection: transactions run one after the other. Rows of a file stay; their
/// catalog comes from the caller, who imports the same solutions again.
/// </summary>
public sealed class SqliteRowStore : IRowStore
{
    private const long FirstVersion = 1_000_000;

    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly SqliteStatements _statements;
    private volatile MetadataCatalog _catalog;
    private long _version;

    private SqliteRowStore(SqliteConnection connection, MetadataCatalog catalog)
    {
        _connection = connection;
        _catalog = catalog;
        _statements = new SqliteStatements(connection);
        new SqliteSchema(connection).Apply(catalog);
        _version = LastVersion();
    }

    public MetadataCatalog Catalog => _catalog;

    /// <summary>For whoever asks what plans SQLite makes of them.</summary>
    internal SqliteStatements Statements => _statements;

    /// <param name="file">Path of the database; null: in memory.</param>
    /// <param name="catalog">The tables it begins with.</param>
    public static SqliteRowStore Open(string? file, MetadataCatalog catalog)
    {
        var connection = Connect(file);
        if (file is not null)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            command.ExecuteNonQuery();
        }

        return new SqliteRowStore(connection, catalog);
    }

    public void ApplyCatalog(MetadataCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _one.Wait();
        try
        {
            new SqliteSchema(_connection).Apply(catalog);
            _catalog = catalog;
        }
        finally
        {
            _one.Release();
        }
    }

    public void ShrinkCatalog(MetadataCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _one.Wait();
        try
        {
            _statements.Clear();
            new SqliteSchema(_connection).Shrink(_catalog, catalog);
            _catalog = catalog;
        }
        finally
        {
            _one.Release();
        }
    }

    public IStoreTransaction BeginTransaction(CancellationToken cancellation = default)
    {
        _one.Wait(cancellation);
        try
        {
            return new SqliteStoreTransaction(_statements, _catalog, () => Interlocked.Increment(ref _version), () => _one.Release());
        }
        catch
        {
            _one.Release();
            throw;
        }
    }

    public IStoreSnapshot TakeSnapshot()
    {
        _one.Wait();
        try
        {
            var copy = Connect(null);
            _connection.BackupDatabase(copy);
            return new SqliteSnapshot(copy, _catalog);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Restore(IStoreSnapshot snapshot)
    {
        if (snapshot is not SqliteSnapshot copy)
            throw new ArgumentException("The snapshot is not one of this kind of store.", nameof(snapshot));
        _one.Wait();
        try
        {
            _statements.Clear();
            copy.Connection.BackupDatabase(_connection);
            _catalog = copy.Catalog;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose()
    {
        _one.Wait();
        _statements.Clear();
        _connection.Dispose();
        _one.Dispose();
    }

    private static SqliteConnection Connect(string? file)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = file ?? ":memory:", Pooling = false };
        var connection = new SqliteConnection(address.ConnectionString);
        connection.Open();
        connection.CreateCollation(ColumnStorage.Collation, (one, other) =>
            CultureInfo.InvariantCulture.CompareInfo.Compare(one, other, CompareOptions.IgnoreCase | CompareOptions.IgnoreKanaType | CompareOptions.IgnoreWidth));
        return connection;
    }

    private long LastVersion()
    {
        var last = FirstVersion;
        foreach (var table in _catalog.Tables)
        {
            var found = _statements.Scalar($"SELECT MAX({ColumnStorage.VersionColumn}) FROM {ColumnStorage.Quote(table.LogicalName)}");
            if (found is long version && version > last)
                last = version;
        }

        return last;
    }

    private sealed class SqliteSnapshot(SqliteConnection connection, MetadataCatalog catalog) : IStoreSnapshot
    {
        public SqliteConnection Connection => connection;

        public MetadataCatalog Catalog => catalog;

        public void Dispose() => connection.Dispose();
    }
}
