using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Something that the platform does whenever a row of some table changes.</summary>
internal interface IRowEffect
{
    void Inserted(TableDefinition table, Entity row, StoreScope scope);

    void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope);

    void Deleted(TableDefinition table, Guid id, StoreScope scope);
}

/// <summary>Writes rows with what follows from them. No events, rights or checks: those are the messages' part.</summary>
internal sealed class RowWrites(IReadOnlyList<IRowEffect> effects)
{
    public void Insert(TableDefinition table, Entity row, StoreScope scope)
    {
        scope.Insert(Stored(table, row));
        foreach (var effect in effects)
            effect.Inserted(table, row, scope);
    }

    public void Update(TableDefinition table, Guid id, Entity changes, StoreScope scope, long? expectedVersion = null)
    {
        scope.Update(table.LogicalName, id, Stored(table, changes).Attributes, expectedVersion);
        foreach (var effect in effects)
            effect.Updated(table, id, changes, scope);
    }

    public void Delete(TableDefinition table, Guid id, StoreScope scope, long? expectedVersion = null)
    {
        if (!scope.Delete(table.LogicalName, id, expectedVersion))
            throw Faults.NoSuchRow(table.LogicalName, id);
        foreach (var effect in effects)
            effect.Deleted(table, id, scope);
    }

    private static Entity Stored(TableDefinition table, Entity row)
    {
        var stored = new Entity(row.LogicalName, row.Id);
        foreach (var column in table.Columns)
        {
            if (Columns.IsStored(column) && column.LogicalName != "versionnumber" && row.Attributes.TryGetValue(column.LogicalName, out var value))
                stored[column.LogicalName] = value;
        }

        return stored;
    }
}
