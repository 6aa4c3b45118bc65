using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Every activity is a row of activitypointer too, under the same id.</summary>
internal sealed class ActivityMirror : IRowEffect
{
    private const string Pointer = "activitypointer";

    public void Inserted(TableDefinition table, Entity row, StoreScope scope)
    {
        if (PointerFor(table, scope) is not { } pointer)
            return;
        var mirrored = Copy(pointer, row, scope);
        mirrored.Id = row.Id;
        mirrored["activityid"] = row.Id;
        if (scope.Catalog.Has(pointer, "activitytypecode"))
            mirrored["activitytypecode"] = table.LogicalName;
        scope.Insert(mirrored);
    }

    public void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope)
    {
        if (PointerFor(table, scope) is { } pointer && Copy(pointer, changes, scope) is { Attributes.Count: > 0 } mirrored)
            scope.Update(Pointer, id, mirrored.Attributes);
    }

    public void Deleted(TableDefinition table, Guid id, StoreScope scope)
    {
        if (PointerFor(table, scope) is not null)
            scope.Delete(Pointer, id);
    }

    private static TableDefinition? PointerFor(TableDefinition table, StoreScope scope) =>
        table.IsActivity && table.LogicalName != Pointer ? scope.Catalog.FindTable(Pointer) : null;

    // Columns of the same name and kind; status reasons differ per activity, so only those that the pointer knows.
    private static Entity Copy(TableDefinition pointer, Entity row, StoreScope scope)
    {
        var copy = new Entity(Pointer);
        foreach (var (name, value) in row.Attributes)
        {
            var column = scope.Catalog.FindColumn(Pointer, name);
            if (column is null || name is "versionnumber" or "activityid" or "activitytypecode" || !Columns.IsStored(column))
                continue;
            copy[name] = value switch
            {
                OptionSetValue option when column.OptionSet is { Options.Count: > 0 } set && set.Options.All(known => known.Value != option.Value) => null,
                string text when column.MaxLength is { } most && text.Length > most => text[..most],
                _ => value,
            };
        }

        return copy;
    }
}
