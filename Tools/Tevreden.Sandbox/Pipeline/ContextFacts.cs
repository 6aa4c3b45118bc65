using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Pipeline;

/// <summary>What every plug-in context says of its environment and caller.</summary>
internal sealed class ContextFacts(EngineOptions options, Principals principals)
{
    public PluginContext Context(string message, string? table, Operation operation) => new()
    {
        MessageName = message,
        PrimaryEntityName = table ?? "none",
        OrganizationName = options.UniqueName,
        OrganizationId = options.OrganizationId,
        Depth = operation.Depth,
        RequestId = operation.RequestId,
        CorrelationId = operation.CorrelationId,
        UserId = operation.UserId,
        InitiatingUserId = operation.InitiatingUserId,
        AuthenticatedUserId = operation.InitiatingUserId,
        BusinessUnitId = principals.Get(operation.UserId, operation).BusinessUnitId,
        UserAgent = operation.Caller.UserAgent,
        Parent = operation.Parent,
    };
}
