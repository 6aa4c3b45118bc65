using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Pipeline;

/// <summary>What a plug-in is told of the event it runs for. A data contract, because an asynchronous step's context waits in its job.</summary>
[DataContract(Name = "PluginContext", Namespace = "urn:sandbox")]
internal sealed record PluginContext : IPluginExecutionContext5
{
    [DataMember]
    public int Stage { get; init; }

    [DataMember]
    public PluginContext? Parent { get; init; }

    public IPluginExecutionContext ParentContext => Parent!;

    [DataMember]
    public int Mode { get; init; }

    /// <summary>2: sandbox.</summary>
    public int IsolationMode => 2;

    [DataMember]
    public int Depth { get; init; }

    [DataMember]
    public required string MessageName { get; init; }

    [DataMember]
    public required string PrimaryEntityName { get; init; }

    [DataMember]
    public Guid PrimaryEntityId { get; init; }

    public string SecondaryEntityName => "none";

    [DataMember]
    public Guid? RequestId { get; init; }

    [DataMember]
    public ParameterCollection InputParameters { get; init; } = [];

    [DataMember]
    public ParameterCollection OutputParameters { get; init; } = [];

    [DataMember]
    public ParameterCollection SharedVariables { get; init; } = [];

    [DataMember]
    public Guid UserId { get; init; }

    [DataMember]
    public Guid InitiatingUserId { get; init; }

    [DataMember]
    public Guid BusinessUnitId { get; init; }

    [DataMember]
    public Guid OrganizationId { get; init; }

    [DataMember]
    public required string OrganizationName { get; init; }

    [DataMember]
    public EntityImageCollection PreEntityImages { get; init; } = [];

    [DataMember]
    public EntityImageCollection PostEntityImages { get; init; } = [];

    [DataMember]
    public EntityImageCollection[] PreEntityImagesCollection { get; init; } = [];

    [DataMember]
    public EntityImageCollection[] PostEntityImagesCollection { get; init; } = [];

    [DataMember]
    public EntityReference? OwningStep { get; init; }

    public EntityReference OwningExtension => OwningStep!;

    [DataMember]
    public Guid CorrelationId { get; init; }

    public bool IsExecutingOffline => false;

    public bool IsOfflinePlayback => false;

    [DataMember]
    public bool IsInTransaction { get; init; }

    [DataMember]
    public Guid OperationId { get; init; }

    /// <summary>When the event happened, not when the step ran.</summary>
    [DataMember]
    public DateTime OperationCreatedOn { get; init; }

    [DataMember]
    public Guid InitiatingUserApplicationId { get; init; }

    public Guid UserAzureActiveDirectoryObjectId => Guid.Empty;

    public Guid InitiatingUserAzureActiveDirectoryObjectId => Guid.Empty;

    public Guid PortalsContactId => Guid.Empty;

    public bool IsPortalsClientCall => false;

    [DataMember]
    public Guid AuthenticatedUserId { get; init; }

    [DataMember]
    public string? UserAgent { get; init; }

    public string InitiatingUserAgent => UserAgent!;
}
