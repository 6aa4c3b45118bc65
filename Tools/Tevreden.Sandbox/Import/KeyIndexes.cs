using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Import;

/// <summary>Builds the unique indexes of alternate keys that an import left pending.</summary>
internal sealed class KeyIndexes(Transactions transactions)
{
    private readonly Lock _one = new();

    /// <summary>Each pending key becomes Active, or Failed where rows have the same values. Returns how many became active.</summary>
    public int Build()
    {
        lock (_one)
        {
            var built = 0;
            foreach (var (table, key) in Pending(transactions.Store.Catalog))
            {
                var failed = !TryApply(table, key, KeyIndexStatus.Active);
                if (failed)
                    TryApply(table, key, KeyIndexStatus.Failed);
                else
                    built++;
            }

            return built;
        }
    }

    private static List<(string Table, string Key)> Pending(MetadataCatalog catalog) =>
        [.. catalog.Tables.SelectMany(table => table.Keys.Where(key => key.IndexStatus == KeyIndexStatus.Pending).Select(key => (table.LogicalName, key.LogicalName)))];

    private bool TryApply(string table, string key, KeyIndexStatus status)
    {
        var catalog = transactions.Store.Catalog;
        try
        {
            transactions.Store.ApplyCatalog(new MetadataCatalog(
                catalog.Tables.Select(found => found.LogicalName == table ? With(found, key, status) : found),
                catalog.Relationships,
                catalog.ManyToManyRelationships,
                catalog.GlobalOptionSets));
            return true;
        }
        catch (DuplicateKeyException)
        {
            return false;
        }
    }

    private static TableDefinition With(TableDefinition table, string key, KeyIndexStatus status) => table with
    {
        Keys = [.. table.Keys.Select(found => found.LogicalName == key ? found with { IndexStatus = status } : found)],
    };
}
