using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>CanBeReferenced, CanBeReferencing, CanManyToMany: whether a table may take part in a relationship.</summary>
internal sealed class RelationshipQuestionHandler(string message, string answer, Transactions transactions) : IMessageHandler
{
    public string RequestName => message;

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var name = request.Need<string>(message == "CanBeReferenced" ? "EntityName" : request.Parameters.ContainsKey("EntityName") ? "EntityName" : "ReferencingEntityName");
        var table = transactions.Store.Catalog.FindTable(name) ?? throw Faults.NoSuchTable(name);
        return new OrganizationResponse { ResponseName = message, Results = { [answer] = ValidTables.MayRelate(table) } };
    }
}

/// <summary>GetValidReferencedEntities, GetValidReferencingEntities, GetValidManyToMany: the tables that may.</summary>
internal sealed class ValidTablesHandler(string message, Transactions transactions) : IMessageHandler
{
    public string RequestName => message;

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation) => new()
    {
        ResponseName = message,
        Results = { ["EntityNames"] = transactions.Store.Catalog.Tables.Where(ValidTables.MayRelate).Select(table => table.LogicalName).ToArray() },
    };
}

internal static class ValidTables
{
    public static bool MayRelate(TableDefinition table) => !table.IsIntersect && table.PrimaryNameColumn is not null && table.Ownership != TableOwnership.None;
}
