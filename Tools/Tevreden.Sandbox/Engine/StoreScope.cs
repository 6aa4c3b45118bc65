using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>One transaction of the store, with what the platform adds: dooming, and things to do once it is committed.</summary>
internal sealed class StoreScope(IStoreTransaction rows, MetadataCatalog catalog, ChangeCounters counters) : IDisposable
{
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly List<Action> _afterCommit = [];
    private bool _doomed;

    public MetadataCatalog Catalog => catalog;

    public bool HasChanged(IReadOnlyList<string> tables) => _changed.Count > 0 && tables.Any(_changed.Contains);

    /// <summary>A data operation of a plug-in failed: nothing of this transaction may stay, even if the plug-in goes on.</summary>
    public void Doom() => _doomed = true;

    public void RefuseIfDoomed()
    {
        if (_doomed)
            throw Faults.Doomed();
    }

    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public TableDefinition Table(string? name) => (name is null ? null : catalog.FindTable(name)) ?? throw Faults.NoSuchTable(name);

    public long Insert(Entity row)
    {
        _changed.Add(row.LogicalName);
        return StoreFaults.Translate(row.LogicalName, row.Id, () => rows.Insert(row));
    }

    /// <summary>Writes columns; a row that is not there is a fault.</summary>
    public long Update(string table, Guid id, AttributeCollection changes, long? expectedVersion = null)
    {
        _changed.Add(table);
        return StoreFaults.Translate(table, id, () => rows.Update(table, id, changes, expectedVersion)) ?? throw Faults.NoSuchRow(table, id);
    }

    /// <summary>Bookkeeping that nobody's cache needs to know of.</summary>
    public void UpdateQuietly(string table, Guid id, AttributeCollection changes) => rows.Update(table, id, changes);

    public bool Delete(string table, Guid id, long? expectedVersion = null)
    {
        _changed.Add(table);
        return StoreFaults.Translate(table, id, () => rows.Delete(table, id, expectedVersion));
    }

    public Entity? Find(string table, Guid id) => rows.Find(table, id);

    public Entity Get(string table, Guid id) => rows.Find(table, id) ?? throw Faults.NoSuchRow(table, id);

    public Guid? FindByKey(string table, KeyDefinition key, IReadOnlyDictionary<string, object?> values) => rows.FindByKey(table, key, values);

    public EntityCollection Query(QueryBase query, QueryContext context) => StoreFaults.TranslateQuery(() => rows.Query(query, context));

    /// <summary>The row of a table whose columns have these values, or null.</summary>
    public Entity? FindRow(string table, params (string Column, object Value)[] conditions)
    {
        var found = Rows(table, conditions);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>All rows of a table whose columns have these values, with all columns.</summary>
    public IReadOnlyList<Entity> Rows(string table, params (string Column, object Value)[] conditions)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(true) };
        foreach (var (column, value) in conditions)
            query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return Pages(query);
    }

    private List<Entity> Pages(QueryExpression query)
    {
        var all = new List<Entity>();
        query.PageInfo = new PagingInfo { Count = 5000, PageNumber = 1 };
        while (true)
        {
            var page = rows.Query(query, new QueryContext(Guid.Empty, default));
            all.AddRange(page.Entities);
            if (!page.MoreRecords)
                return all;
            query.PageInfo.PageNumber++;
            query.PageInfo.PagingCookie = page.PagingCookie;
        }
    }

    public void Commit()
    {
        RefuseIfDoomed();

        // Before the commit: whoever reads a cache from now on waits for this transaction to end.
        counters.Count(_changed);
        rows.Commit();
    }

    public void RunAfterCommit()
    {
        foreach (var action in _afterCommit)
            action();
    }

    public void Dispose() => rows.Dispose();
}
