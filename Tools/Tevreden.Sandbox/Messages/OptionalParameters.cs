using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>The parameters that any message may have besides its own; taken out, since no message knows them as its own.</summary>
internal static class OptionalParameters
{
    private const string Bypass = "BypassCustomPluginExecution", BypassLogic = "BypassBusinessLogicExecution", Tag = "tag";

    // Known to the platform, without effect here: there are no flows, and steps to pass over are named by kind.
    private static readonly string[] WithoutEffect = ["SuppressCallbackRegistrationExpanderJob"];

    public static Operation Take(OrganizationRequest request, Operation operation)
    {
        if (request.Parameters.Count == 0)
            return operation;
        var caller = operation.Caller;
        if (Taken(request, Bypass) is true)
            caller = caller with { BypassCustomPlugins = true };
        if (Taken(request, BypassLogic) is string kinds)
            caller = Bypassing(caller, kinds);
        if (Taken(request, Tag) is string tag)
            caller = caller with { Tag = tag };
        foreach (var name in WithoutEffect)
            Taken(request, name);
        return ReferenceEquals(caller, operation.Caller) ? operation : operation with { Caller = caller };
    }

    /// <summary>The caller with what BypassBusinessLogicExecution says: CustomSync, CustomAsync, or both.</summary>
    public static CallerContext Bypassing(CallerContext caller, string kinds)
    {
        foreach (var kind in kinds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            caller = kind.ToUpperInvariant() switch
            {
                "CUSTOMSYNC" => caller with { BypassCustomPlugins = true },
                "CUSTOMASYNC" => caller with { BypassCustomJobs = true },
                _ => throw Faults.InvalidArgument($"{BypassLogic} takes CustomSync, CustomAsync or both with a comma between; found '{kinds}'."),
            };
        }

        return caller;
    }

    private static object? Taken(OrganizationRequest request, string name) =>
        request.Parameters.TryGetValue(name, out var value) && request.Parameters.Remove(name) ? value : null;
}
