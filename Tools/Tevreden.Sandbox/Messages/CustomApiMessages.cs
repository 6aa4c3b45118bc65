using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages;

/// <summary>Every custom API is a message: its row of sdkmessage comes and goes with it, so that steps can be registered on it.</summary>
internal sealed class CustomApiMessages : IRowEffect
{
    private const string Api = "customapi", Message = "sdkmessage";

    public void Inserted(TableDefinition table, Entity row, StoreScope scope)
    {
        if (table.LogicalName != Api)
            return;
        var name = row.GetAttributeValue<string>("uniquename");
        var message = scope.FindRow(Message, ("name", name))?.Id ?? Insert(name, scope);
        scope.Update(Api, row.Id, new AttributeCollection { ["sdkmessageid"] = new EntityReference(Message, message) });
    }

    public void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope)
    {
    }

    public void Deleted(TableDefinition table, Guid id, StoreScope scope)
    {
    }

    private static Guid Insert(string name, StoreScope scope)
    {
        var id = PlatformRows.MessageId(name);
        scope.Insert(Columns.Known(scope.Table(Message), new Entity(Message, id) { ["sdkmessageid"] = id, ["name"] = name, ["isprivate"] = false }));
        return id;
    }
}
