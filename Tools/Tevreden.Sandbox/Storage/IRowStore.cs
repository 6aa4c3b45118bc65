using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Storage;

/// <summary>
/// The rows of one environment. Values travel as the SDK's types (EntityReference for lookups, OptionSetValue, Money, UTC DateTime, Guid …);
/// the store knows nothing of messages, plug-ins, privileges or defaults: it keeps what it is given, uniquely and transactionally.
/// </summary>
public interface IRowStore : IDisposable
{
    MetadataCatalog Catalog { get; }

    /// <summary>Takes a changed catalog: new tables, columns and active keys get their storage; existing rows stay. Not inside a transaction.</summary>
    void ApplyCatalog(MetadataCatalog catalog);

    /// <summary>Takes a catalog from which tables, columns or keys are gone: with their rows, values and indexes. Not inside a transaction.</summary>
    void ShrinkCatalog(MetadataCatalog catalog);

    /// <summary>Waits until the transaction before has ended: there is one at a time, as reads outside a transaction are one short transaction each.</summary>
    IStoreTransaction BeginTransaction(CancellationToken cancellation = default);

    /// <summary>A copy of all rows and of the catalog, to go back to.</summary>
    IStoreSnapshot TakeSnapshot();

    void Restore(IStoreSnapshot snapshot);
}

public interface IStoreSnapshot : IDisposable;

/// <summary>All or nothing: disposing without <see cref="Commit"/> undoes everything.</summary>
public interface IStoreTransaction : IDisposable
{
    /// <summary>Adds a complete row (the id is set) and returns its row version.</summary>
    /// <exception cref="DuplicateKeyException">The id, or an active alternate key, is taken.</exception>
    long Insert(Entity row);

    /// <summary>Writes the given columns (null empties one) and returns the new row version; null where no such row exists.</summary>
    /// <param name="expectedVersion">Write only if the row still has this version.</param>
    /// <exception cref="VersionMismatchException">The row has another version.</exception>
    /// <exception cref="DuplicateKeyException">An active alternate key is taken by another row.</exception>
    long? Update(string table, Guid id, AttributeCollection changes, long? expectedVersion = null);

    /// <summary>Removes the row; false where it is not there.</summary>
    bool Delete(string table, Guid id, long? expectedVersion = null);

    /// <summary>The row with all its stored columns, <c>versionnumber</c> among them, or null.</summary>
    Entity? Find(string table, Guid id);

    /// <summary>The id of the row with these key values (column name to SDK value), or null.</summary>
    Guid? FindByKey(string table, KeyDefinition key, IReadOnlyDictionary<string, object?> values);

    /// <summary>
    /// Runs a QueryExpression, QueryByAttribute or FetchExpression: links, filters, order, paging with cookie, aggregates, distinct, any/not any.
    /// What it does not know it refuses with <see cref="QueryNotSupportedException"/> or, for a wrong query, <see cref="InvalidQueryException"/>.
    /// </summary>
    EntityCollection Query(QueryBase query, QueryContext context);

    void Commit();
}

/// <summary>What a query may depend on besides the rows.</summary>
/// <param name="UserId">The caller, for operators such as eq-userid.</param>
/// <param name="Now">The present, UTC, for operators such as last-x-days.</param>
public sealed record QueryContext(Guid UserId, DateTime Now);
