using Microsoft.Xrm.Sdk;

namespace Tevreden.Plugins.Tests.Plugins;

/// <summary>A complete context of an asynchronous step; a test changes what it is about.</summary>
internal sealed class SmallContext(Guid organisation, DateTime now) : IPluginExecutionContext
{
    public int Stage => 40;

    public IPluginExecutionContext ParentContext => null!;

    public int Mode => 1;

    public int IsolationMode => 2;

    public int Depth => 1;

    public string MessageName { get; init; } = "Create";

    public string PrimaryEntityName { get; init; } = "none";

    public Guid? RequestId => null;

    public string SecondaryEntityName => "none";

    public ParameterCollection InputParameters { get; } = [];

    public ParameterCollection OutputParameters { get; } = [];

    public ParameterCollection SharedVariables { get; } = [];

    public Guid UserId { get; } = Make.Id(901);

    public Guid InitiatingUserId { get; } = Make.Id(901);

    public Guid BusinessUnitId { get; } = Make.Id(902);

    public Guid OrganizationId => organisation;

    public string OrganizationName => "small";

    public Guid PrimaryEntityId { get; init; }

    public EntityImageCollection PreEntityImages { get; } = [];

    public EntityImageCollection PostEntityImages { get; } = [];

    public EntityReference OwningExtension => null!;

    public Guid CorrelationId { get; } = Guid.NewGuid();

    public bool IsExecutingOffline => false;

    public bool IsOfflinePlayback => false;

    public bool IsInTransaction { get; init; }

    public Guid OperationId { get; } = Guid.NewGuid();

    public DateTime OperationCreatedOn => now;
}

/// <summary>Gives a plug-in what the platform gives it.</summary>
internal sealed class SmallProvider(IPluginExecutionContext context, IOrganizationService rows) : IServiceProvider, IOrganizationServiceFactory, ITracingService
{
    public List<string> Traces { get; } = [];

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IPluginExecutionContext) ? context
        : serviceType == typeof(IOrganizationServiceFactory) || serviceType == typeof(ITracingService) ? this
        : null;

    public IOrganizationService CreateOrganizationService(Guid? userId) => rows;

    public void Trace(string format, params object[] args) => Traces.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args));
}
