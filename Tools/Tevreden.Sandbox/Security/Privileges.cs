using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Security;

/// <summary>Decides by roles who may do what with which table.</summary>
internal sealed class Privileges(Principals principals)
{
    /// <summary>Which privileges there are is no secret, and there is no privilege for reading them; nor is there one for the rows of a many-to-many relationship.</summary>
    private const string OpenToAll = "privilege";

    /// <summary>prv, the verb, and the schema name; all activities share one set, and the value of an environment variable has that of its definition.</summary>
    public static string NameOf(string verb, TableDefinition table) => "prv" + verb + table switch
    {
        { IsActivity: true } => "Activity",
        { LogicalName: "environmentvariablevalue" } => "EnvironmentVariableDefinition",
        _ => table.SchemaName,
    };

    /// <summary>Refuses a caller without the privilege.</summary>
    /// <returns>How far it reaches.</returns>
    public Reach Demand(string verb, TableDefinition table, Operation operation) =>
        verb == "Read" && (table.IsIntersect || table.LogicalName == OpenToAll) ? Reach.All : Demand(NameOf(verb, table), operation);

    /// <inheritdoc cref="Demand(string, TableDefinition, Operation)"/>
    public Reach Demand(string privilege, Operation operation)
    {
        var reach = principals.Get(operation).ReachOf(privilege);
        return reach == Reach.None ? throw Faults.MissingPrivilege(operation.UserId, privilege) : reach;
    }

    /// <summary>Refuses a caller without the privilege, or with one for own rows on somebody else's row.</summary>
    public void Demand(string verb, TableDefinition table, Entity row, Operation operation)
    {
        if (Demand(verb, table, operation) == Reach.Own && table.Ownership == TableOwnership.User && !Owns(row, operation))
            throw Faults.NotOwnRow(operation.UserId, NameOf(verb, table), table.LogicalName, row.Id);
    }

    /// <summary>Setting a lookup needs Append on this table and AppendTo on the other.</summary>
    public void DemandAppend(TableDefinition table, IEnumerable<EntityReference> references, StoreScope scope, Operation operation)
    {
        if (principals.Get(operation).MayDoAll)
            return;
        foreach (var reference in references)
        {
            Demand("Append", table, operation);
            Demand("AppendTo", scope.Table(reference.LogicalName), operation);
        }
    }

    public bool MayDoAll(Operation operation) => principals.Get(operation).MayDoAll;

    /// <summary>An enabled user, or a fault.</summary>
    public void DemandUser(Operation operation)
    {
        if (principals.Get(operation).IsDisabled)
            throw Faults.DisabledUser(operation.UserId);
    }

    private bool Owns(Entity row, Operation operation) =>
        row.GetAttributeValue<EntityReference>("ownerid") is { } owner
        && (owner.Id == operation.UserId || principals.Get(operation).Teams.Contains(owner.Id));
}
