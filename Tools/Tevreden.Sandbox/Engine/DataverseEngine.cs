using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Jobs;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>
/// One local environment: rows, messages, plug-ins, jobs, security. The Web API and the Organization Service endpoint are two edges of it.
/// All members are safe to call from many threads.
/// </summary>
public sealed class DataverseEngine : IDisposable
{
    /// <summary>Builds the environment: standard tables, organization, users SYSTEM, INTEGRATION and an administrator.</summary>
    public static DataverseEngine Start(EngineOptions options) => throw new NotSupportedException();

    public EngineOptions Options => throw new NotSupportedException();

    /// <summary>Tables, columns and relationships as they are now. Another object after every import: compare by reference to see a change.</summary>
    public MetadataCatalog Catalog => throw new NotSupportedException();

    public Guid OrganizationId => throw new NotSupportedException();

    public Guid RootBusinessUnitId => throw new NotSupportedException();

    /// <summary>The user SYSTEM, whom plug-ins get for a service of no user. May do all.</summary>
    public Guid SystemUserId => throw new NotSupportedException();

    /// <summary>The user INTEGRATION.</summary>
    public Guid IntegrationUserId => throw new NotSupportedException();

    /// <summary>A person with role System Administrator.</summary>
    public Guid AdministratorId => throw new NotSupportedException();

    /// <summary>System jobs: asynchronous steps and the platform's own.</summary>
    public AsyncJobQueue Jobs => throw new NotSupportedException();

    /// <summary>Address under which RetrieveCurrentOrganization says that the environment can be reached.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>Runs one request of a client in a transaction of its own.</summary>
    /// <param name="request">Typed, or an <see cref="OrganizationRequest"/> with a name and parameters.</param>
    /// <returns>The typed response of the SDK where it has one.</returns>
    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">Every refusal, with the platform's error code (see <see cref="Faults"/>).</exception>
    public OrganizationResponse Execute(OrganizationRequest request, CallerContext caller, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>An SDK service over <see cref="Execute"/>.</summary>
    public IOrganizationService ServiceFor(CallerContext caller) => throw new NotSupportedException();

    /// <summary>Imports a managed or unmanaged zip; all or nothing for rows.</summary>
    /// <exception cref="ImportException">The file is not one, or names what is not there.</exception>
    public ImportResult ImportSolution(Stream zip, ImportOptions? options = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Builds the indexes of all pending alternate keys now. Returns how many became active; one with duplicate values becomes Failed.</summary>
    public int BuildKeyIndexes() => throw new NotSupportedException();

    /// <summary>
    /// Sets the value of an environment variable by its schema name. Of type Secret it goes to this environment's "vault" and is told only by RetrieveEnvironmentVariableSecretValue.
    /// </summary>
    public void SetEnvironmentVariable(string schemaName, string value) => throw new NotSupportedException();

    public EngineSnapshot TakeSnapshot() => throw new NotSupportedException();

    public void Restore(EngineSnapshot snapshot) => throw new NotSupportedException();

    public void Dispose() => throw new NotSupportedException();
}
