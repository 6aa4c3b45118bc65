using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.PluginTelemetry;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Pipeline;

namespace Tevreden.Sandbox.Plugins;

/// <summary>Makes what a plug-in gets in its service provider.</summary>
internal sealed class PluginServices(EngineOptions options, KnownUsers users, IMessages messages)
{
    public PluginSession Open(PluginContext context, PluginTrace trace, Operation operation) =>
        new(context, trace, operation, options, users, messages);
}

/// <summary>
/// The service provider of one run. Once closed (the run ended, or was left behind when its time was up) its services refuse,
/// so that no straggler writes into a transaction that has ended.
/// </summary>
internal sealed class PluginSession(
    PluginContext context, PluginTrace trace, Operation operation, EngineOptions options, KnownUsers users, IMessages messages)
    : IServiceProvider, IOrganizationServiceFactory, IServiceEndpointNotificationService, IManagedIdentityService, IDisposable
{
    private readonly Lock _lock = new();
    private bool _closed;

    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(ITracingService))
            return trace;
        if (serviceType == typeof(ILogger))
            return new PluginLogger(trace);
        if (serviceType == typeof(IOrganizationServiceFactory) || serviceType == typeof(IServiceEndpointNotificationService) || serviceType == typeof(IManagedIdentityService))
            return this;
        return serviceType == typeof(IExecutionContext) || (serviceType.IsInstanceOfType(context) && serviceType.Namespace == typeof(IPlugin).Namespace)
            ? context
            : null;
    }

    /// <summary>Null: SYSTEM; an empty id: the user of the context; else that user.</summary>
    public IOrganizationService CreateOrganizationService(Guid? userId)
    {
        var user = userId switch
        {
            null => users.System,
            { } id when id == Guid.Empty => context.UserId,
            { } id => id,
        };
        return new MessageService(request => Execute(request, user));
    }

    public string Execute(EntityReference serviceEndpoint, IExecutionContext context) =>
        throw new InvalidPluginExecutionException("Service endpoints are not part of the sandbox: no notification was sent.");

    public string AcquireToken(IEnumerable<string> scopes) =>
        throw new InvalidPluginExecutionException("Managed identity is not part of the sandbox: no token was acquired.");

    public OrganizationResponse Execute(OrganizationRequest request, Guid user)
    {
        lock (_lock)
        {
            if (_closed)
                throw Faults.Make(FaultCodes.PluginTimedOut, "The plug-in's run has ended: its services can no longer be used.");

            var nested = operation with
            {
                Caller = new CallerContext(user)
                {
                    InitiatingUserId = operation.InitiatingUserId,
                    UserAgent = operation.Caller.UserAgent,
                    Tag = Tag(request),
                },
                Depth = operation.Depth + 1,
                Parent = context,
                ByPlatform = false,
                RequestId = request.RequestId,
            };
            options.BeforeRequest?.Invoke(request, nested.Caller);
            try
            {
                operation.Scope?.RefuseIfDoomed();
                return messages.Execute(request, nested);
            }
            catch
            {
                operation.Scope?.Doom();
                throw;
            }
        }
    }

    public void Close()
    {
        lock (_lock)
            _closed = true;
    }

    public void Dispose() => Close();

    private static string? Tag(OrganizationRequest request) => request.Parameters.TryGetValue("tag", out var tag) ? tag as string : null;
}
