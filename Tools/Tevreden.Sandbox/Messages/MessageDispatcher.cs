using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>Finds who handles a message: one of the platform's, or an imported custom API.</summary>
internal sealed class MessageDispatcher(Privileges privileges) : IMessages
{
    private Dictionary<string, IMessageHandler> _handlers = [];
    private CustomApiRegistry? _apis;
    private CustomApiHandler? _customApis;

    /// <summary>Handlers need the dispatcher for the messages they are made of, so they come after it.</summary>
    public void Register(IEnumerable<IMessageHandler> handlers, CustomApiRegistry apis, CustomApiHandler customApis)
    {
        _handlers = handlers.ToDictionary(handler => handler.RequestName, StringComparer.Ordinal);
        _apis = apis;
        _customApis = customApis;
    }

    public OrganizationResponse Execute(OrganizationRequest request, Operation operation)
    {
        operation.Cancellation.ThrowIfCancellationRequested();
        operation = OptionalParameters.Take(request, operation);
        if (operation.Depth > Operation.MostDepth)
            throw Faults.DepthTooHigh(Operation.MostDepth);
        privileges.DemandUser(operation);
        if (operation.Depth == 1 && operation.InitiatingUserId != operation.UserId)
            privileges.Demand("prvActOnBehalfOfAnotherUser", operation with { Caller = new CallerContext(operation.InitiatingUserId) });
        if (operation.Caller.BypassCustomPlugins)
            privileges.Demand("prvBypassCustomPlugins", operation);
        if (operation.Caller.BypassCustomJobs)
            privileges.Demand("prvBypassCustomBusinessLogic", operation);

        if (request.RequestName is { } name)
        {
            if (_handlers.TryGetValue(name, out var handler))
                return TypedResponses.For(request, handler.Handle(request, operation));
            if (_apis?.Find(name, operation) is { } api)
                return _customApis!.Handle(api, request, operation);
        }

        throw Faults.UnknownMessage(request.RequestName);
    }
}
