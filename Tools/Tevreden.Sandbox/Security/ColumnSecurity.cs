using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Security;

/// <summary>Secured columns: empty for who may not read them, refused for who may not write them.</summary>
internal sealed class ColumnSecurity(Principals principals)
{
    public void DemandWrite(TableDefinition table, Entity row, bool creates, Operation operation)
    {
        foreach (var column in Secured(table).Where(column => row.Contains(column.LogicalName)))
        {
            var rights = RightsOf(table.LogicalName, column.LogicalName, operation);
            if (creates ? !rights.Create : !rights.Update)
                throw Faults.SecuredColumn(operation.UserId, table.LogicalName, column.LogicalName);
        }
    }

    /// <summary>Takes out of rows that were read what the caller may not see, of linked tables too.</summary>
    public void Hide(IEnumerable<Entity> rows, MetadataCatalog catalog, Operation operation)
    {
        if (principals.Get(operation).MayDoAll)
            return;

        var hidden = new Dictionary<(string, string), bool>();
        foreach (var row in rows)
        {
            foreach (var (name, value) in row.Attributes.ToList())
            {
                var key = value is AliasedValue aliased
                    ? (aliased.EntityLogicalName ?? row.LogicalName, aliased.AttributeLogicalName ?? name)
                    : (row.LogicalName, name);
                if (!hidden.TryGetValue(key, out var hide))
                {
                    hide = catalog.FindColumn(key.Item1, key.Item2) is { IsSecured: true } && !RightsOf(key.Item1, key.Item2, operation).Read;
                    hidden[key] = hide;
                }

                if (hide)
                    row.Attributes.Remove(name);
            }
        }
    }

    private static IEnumerable<ColumnDefinition> Secured(TableDefinition table) => table.Columns.Where(column => column.IsSecured);

    private ColumnRights RightsOf(string table, string column, Operation operation)
    {
        var principal = principals.Get(operation);
        return principal.MayDoAll ? new ColumnRights(true, true, true) : principal.Columns.GetValueOrDefault((table, column));
    }
}
