using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>What the platform fills in by itself.</summary>
internal sealed class RowDefaults(Transactions transactions, EngineOptions options, KnownUsers users, SequentialIds ids, AutoNumbers numbers, FullNames names)
{
    /// <summary>Completes a new row: id, owner, state, defaults, who and when.</summary>
    public void Complete(TableDefinition table, Entity row, Operation inside)
    {
        var scope = inside.Scope!;
        var now = transactions.Now;
        DropUnwritable(table, row, column => column.ValidForCreate, inside);
        if (row.Id == Guid.Empty)
            row.Id = row.GetAttributeValue<Guid?>(table.PrimaryIdColumn) is { } given && given != Guid.Empty ? given : ids.Next();
        row[table.PrimaryIdColumn] = row.Id;

        var createdOn = row.GetAttributeValue<DateTime?>("overriddencreatedon") ?? now;
        if (row.Contains("overriddencreatedon"))
            row["overriddencreatedon"] = now;
        Set(table, row, "createdon", createdOn, scope);
        Set(table, row, "createdby", User(inside.UserId), scope);
        Modified(table, row, now, inside);
        if (inside.InitiatingUserId != inside.UserId)
            Set(table, row, "createdonbehalfby", User(inside.InitiatingUserId), scope);
        Owner(table, row, inside);

        foreach (var column in table.Columns)
        {
            if (!row.Contains(column.LogicalName) && Default(column) is { } value)
                row[column.LogicalName] = value;
        }

        CustomerParts.Put(table, row, scope.Catalog);
        ImageParts.Put(table, row, row.Id, now, scope.Catalog);
        Currency(table, row, scope);
        numbers.Fill(table, row, inside);
        names.Compose(table, row, null, inside);
        StateRules.Complete(table, row, null, scope.Catalog);
        if (table.IsActivity)
            Set(table, row, "activitytypecode", table.LogicalName, scope);
    }

    /// <summary>Completes a change of a row.</summary>
    public void CompleteUpdate(TableDefinition table, Entity changes, Entity current, Operation inside)
    {
        DropUnwritable(table, changes, column => column.ValidForUpdate, inside);
        changes.Attributes.Remove(table.PrimaryIdColumn);
        Modified(table, changes, transactions.Now, inside);
        if (changes.Contains("ownerid"))
            Owner(table, changes, inside);
        CustomerParts.Put(table, changes, inside.Scope!.Catalog);
        ImageParts.Put(table, changes, current.Id, transactions.Now, inside.Scope.Catalog);
        names.Compose(table, changes, current, inside);
        StateRules.Complete(table, changes, current, inside.Scope!.Catalog);
    }

    private static object? Default(ColumnDefinition column) => column.Type switch
    {
        _ when !Columns.IsStored(column) => null,
        ColumnType.Boolean => column.DefaultValue as bool? ?? false,
        ColumnType.Picklist when column.DefaultValue is int option and >= 0 => new OptionSetValue(option),
        _ => null,
    };

    private static EntityReference User(Guid id) => new("systemuser", id);

    private static void Set(TableDefinition table, Entity row, string column, object? value, StoreScope scope)
    {
        if (scope.Catalog.Has(table, column))
            row[column] = value;
    }

    // As the platform does: what may not be written is passed over, not refused.
    private static void DropUnwritable(TableDefinition table, Entity row, Func<ColumnDefinition, bool> writable, Operation inside)
    {
        if (inside.ByPlatform)
            return;
        foreach (var column in table.Columns)
        {
            if (!writable(column) && column.LogicalName != table.PrimaryIdColumn)
                row.Attributes.Remove(column.LogicalName);
        }
    }

    private static void Currency(TableDefinition table, Entity row, StoreScope scope, Guid currency)
    {
        var amounts = table.Columns.Where(column => column.Type == ColumnType.Money && row.GetAttributeValue<Money>(column.LogicalName) is not null).ToList();
        if (amounts.Count == 0 || !scope.Catalog.Has(table, "transactioncurrencyid"))
            return;
        if (!row.Contains("transactioncurrencyid"))
            row["transactioncurrencyid"] = new EntityReference("transactioncurrency", currency);
        Set(table, row, "exchangerate", 1m, scope);
        foreach (var amount in amounts)
            Set(table, row, amount.LogicalName + "_base", new Money(row.GetAttributeValue<Money>(amount.LogicalName).Value), scope);
    }

    private void Currency(TableDefinition table, Entity row, StoreScope scope) => Currency(table, row, scope, users.BaseCurrency);

    private static void Modified(TableDefinition table, Entity row, DateTime now, Operation inside)
    {
        var scope = inside.Scope!;
        Set(table, row, "modifiedon", now, scope);
        Set(table, row, "modifiedby", User(inside.UserId), scope);
        if (inside.InitiatingUserId != inside.UserId)
            Set(table, row, "modifiedonbehalfby", User(inside.InitiatingUserId), scope);
    }

    private void Owner(TableDefinition table, Entity row, Operation inside)
    {
        var scope = inside.Scope!;
        if (scope.Catalog.Has(table, "organizationid") && table.Ownership == TableOwnership.Organization)
        {
            var type = scope.Catalog.FindColumn(table.LogicalName, "organizationid")!.Type;
            row["organizationid"] = type == ColumnType.UniqueIdentifier ? options.OrganizationId : new EntityReference("organization", options.OrganizationId);
        }

        if (!scope.Catalog.Has(table, "ownerid"))
            return;
        var owner = row.GetAttributeValue<EntityReference>("ownerid") ?? User(inside.UserId);
        row["ownerid"] = owner;
        Set(table, row, "owninguser", owner.LogicalName == "systemuser" ? owner : null, scope);
        Set(table, row, "owningteam", owner.LogicalName == "team" ? owner : null, scope);
        if (scope.Find(owner.LogicalName, owner.Id)?.GetAttributeValue<EntityReference>("businessunitid") is { } unit)
            Set(table, row, "owningbusinessunit", unit, scope);
    }
}
