using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>A customer is an account or a contact; the platform keeps each in a read-only column of its own as well.</summary>
internal static class CustomerParts
{
    private static readonly Dictionary<string, (string Customer, string Account, string Contact)> Tables = new(StringComparer.Ordinal)
    {
        ["contact"] = ("parentcustomerid", "accountid", "parentcontactid"),
        ["incident"] = ("customerid", "accountid", "contactid"),
        ["lead"] = ("customerid", "accountid", "contactid"),
        ["opportunity"] = ("customerid", "accountid", "contactid"),
    };

    public static void Put(TableDefinition table, Entity row, MetadataCatalog catalog)
    {
        if (!Tables.TryGetValue(table.LogicalName, out var parts) || !row.Contains(parts.Customer))
            return;
        var customer = row.GetAttributeValue<EntityReference>(parts.Customer);
        foreach (var (column, target) in (ReadOnlySpan<(string, string)>)[(parts.Account, "account"), (parts.Contact, "contact")])
        {
            if (catalog.Has(table, column))
                row[column] = customer?.LogicalName == target ? new EntityReference(target, customer.Id) : null;
        }
    }
}
