using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Finds rows by alternate key, wherever a reference or a row names one instead of an id.</summary>
internal static class KeyResolver
{
    /// <summary>The row that an EntityReference means.</summary>
    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">There is none, or the columns are no active key.</exception>
    public static Guid Resolve(EntityReference reference, StoreScope scope) =>
        reference.Id == Guid.Empty && reference.KeyAttributes.Count > 0
            ? Find(scope.Table(reference.LogicalName), reference.KeyAttributes, scope) ?? throw Faults.NoSuchRowByKey(reference.LogicalName, Text(reference.KeyAttributes))
            : reference.Id;

    /// <summary>The row that an Entity means by id or key; null when no row has that key.</summary>
    public static Guid? Resolve(Entity row, StoreScope scope)
    {
        if (row.Id != Guid.Empty)
            return row.Id;
        var table = scope.Table(row.LogicalName);
        if (row.KeyAttributes.Count > 0)
            return Find(table, row.KeyAttributes, scope);
        return row.Attributes.TryGetValue(table.PrimaryIdColumn, out var id) && id is Guid given && given != Guid.Empty ? given : null;
    }

    /// <summary>Turns lookups by key into lookups by id.</summary>
    public static void ResolveLookups(Entity row, StoreScope scope)
    {
        foreach (var (column, value) in row.Attributes.ToList())
        {
            if (value is EntityReference { KeyAttributes.Count: > 0 } reference && reference.Id == Guid.Empty)
                row[column] = new EntityReference(reference.LogicalName, Resolve(reference, scope));
        }
    }

    public static string Text(KeyAttributeCollection key) => string.Join(", ", key.Select(pair => $"{pair.Key}={Plain(pair.Value)}"));

    private static Guid? Find(TableDefinition table, KeyAttributeCollection given, StoreScope scope)
    {
        if (given.Count == 1 && given.TryGetValue(table.PrimaryIdColumn, out var id) && id is Guid byId)
            return scope.Find(table.LogicalName, byId) is null ? null : byId;

        var key = table.Keys.FirstOrDefault(key => key.Columns.Count == given.Count && key.Columns.All(given.Contains));
        if (key is null || key.IndexStatus != KeyIndexStatus.Active)
            throw Faults.NoSuchKey(table.LogicalName, given.Keys);

        var values = key.Columns.ToDictionary(column => column, column => ValueChecker.KeyValue(table, column, given[column], scope), StringComparer.Ordinal);
        return scope.FindByKey(table.LogicalName, key, values);
    }

    private static object? Plain(object? value) => value switch
    {
        EntityReference reference => reference.Id,
        OptionSetValue option => option.Value,
        _ => value,
    };
}
