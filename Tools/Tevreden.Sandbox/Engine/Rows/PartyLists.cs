using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Columns such as To and From of an e-mail: lists of activityparty rows, kept in that table under the kind of participation.</summary>
internal sealed class PartyLists : IRowEffect
{
    private const string Parties = "activityparty";

    private static readonly Dictionary<string, int> Kinds = new(StringComparer.Ordinal)
    {
        ["from"] = 1, ["to"] = 2, ["cc"] = 3, ["bcc"] = 4, ["requiredattendees"] = 5, ["optionalattendees"] = 6, ["organizer"] = 7, ["resources"] = 10, ["customers"] = 11, ["partners"] = 11,
    };

    public void Inserted(TableDefinition table, Entity row, StoreScope scope) => Write(table, row.Id, row, scope);

    public void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope) => Write(table, id, changes, scope);

    public void Deleted(TableDefinition table, Guid id, StoreScope scope)
    {
        if (!table.IsActivity || scope.Catalog.FindTable(Parties) is null)
            return;
        foreach (var party in scope.Rows(Parties, ("activityid", id)))
            scope.Delete(Parties, party.Id);
    }

    /// <summary>Puts the lists that were asked for into rows of activities.</summary>
    public static void Complete(IList<Entity> rows, string name, ColumnSet wanted, StoreScope scope)
    {
        if (scope.Catalog.FindTable(name) is not { IsActivity: true } table || scope.Catalog.FindTable(Parties) is not { } parties)
            return;
        var lists = Lists(table).Where(column => wanted.AllColumns || wanted.Columns.Contains(column.LogicalName)).ToList();
        if (lists.Count == 0)
            return;
        foreach (var row in rows.Where(row => row.Id != Guid.Empty))
        {
            var all = scope.Rows(Parties, ("activityid", row.Id));
            foreach (var column in lists)
            {
                var list = all.Where(party => column.LogicalName == "allparties" || party.GetAttributeValue<OptionSetValue>("participationtypemask")?.Value == Kinds.GetValueOrDefault(column.LogicalName)).ToList();
                row[column.LogicalName] = new EntityCollection(list) { EntityName = parties.LogicalName };
            }
        }
    }

    private static IEnumerable<ColumnDefinition> Lists(TableDefinition table) => table.Columns.Where(column => column.Type == ColumnType.PartyList);

    private static void Write(TableDefinition table, Guid id, Entity row, StoreScope scope)
    {
        if (!table.IsActivity || scope.Catalog.FindTable(Parties) is null)
            return;
        foreach (var column in Lists(table))
        {
            if (!row.Attributes.TryGetValue(column.LogicalName, out var value) || !Kinds.TryGetValue(column.LogicalName, out var kind))
                continue;
            foreach (var old in scope.Rows(Parties, ("activityid", id), ("participationtypemask", kind)))
                scope.Delete(Parties, old.Id);
            foreach (var party in (value as EntityCollection)?.Entities.AsEnumerable() ?? [])
                Insert(party, table, id, kind, scope);
        }
    }

    private static void Insert(Entity given, TableDefinition table, Guid activity, int kind, StoreScope scope)
    {
        var party = Columns.Known(scope.Table(Parties), Values.Copy(given));
        party.Id = Guid.NewGuid();
        party["activitypartyid"] = party.Id;
        party["activityid"] = new EntityReference(table.LogicalName, activity);
        party["participationtypemask"] = new OptionSetValue(kind);
        if (party.GetAttributeValue<EntityReference>("partyid") is { } who && scope.Catalog.FindTable(who.LogicalName) is { PrimaryNameColumn: { } name })
            party["partyidname"] = scope.Get(who.LogicalName, who.Id).GetAttributeValue<string>(name);
        scope.Insert(party);
    }
}
