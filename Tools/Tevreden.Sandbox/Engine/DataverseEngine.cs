using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Jobs;
using Tevreden.Sandbox.Messages;
using Tevreden.Sandbox.Metadata;
using Tevreden.Sandbox.Plugins;
using Tevreden.Sandbox.Security;
using Tevreden.Sandbox.Standard;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>
/// One local environment: rows, messages, plug-ins, jobs, security. The Web API and the Organization Service endpoint are two edges of it.
/// All members are safe to call from many threads.
/// </summary>
public sealed class DataverseEngine : IDisposable
{
    private readonly Transactions _transactions;
    private readonly KnownUsers _users;
    private readonly IMessages _messages;
    private readonly SolutionImports _imports;
    private readonly KeyIndexes _keys;
    private readonly TraceLog _traces;
    private readonly SecretVault _vault;
    private readonly CustomApiRegistry _customApis;
    private readonly ServiceProtection? _protection;
    private readonly Principals _principals;

    internal DataverseEngine(EngineOptions options, IRowStore store)
    {
        var parts = new EngineParts(options, store, () => ServiceUrl);
        Options = options;
        _transactions = parts.Transactions;
        _users = parts.Users;
        _messages = parts.Messages;
        _imports = parts.Imports;
        _keys = parts.Keys;
        _traces = parts.Traces;
        _vault = parts.Vault;
        _customApis = parts.CustomApis;
        options.Protection?.Validate();
        _protection = options.Protection is { } limits ? new ServiceProtection(limits, options.TimeProvider) : null;
        _principals = parts.Principals;
        Jobs = parts.Jobs;
        using (var scope = _transactions.Begin())
        {
            new SeedRows(options, _users, _transactions.Now).Write(scope);
            scope.Commit();
        }

        Jobs.Start(parts.JobRunner);
    }

    public EngineOptions Options { get; }

    /// <summary>Tables, columns and relationships as they are now. Another object after every import: compare by reference to see a change.</summary>
    public MetadataCatalog Catalog => _transactions.Store.Catalog;

    public Guid OrganizationId => Options.OrganizationId;

    public Guid RootBusinessUnitId => _users.RootBusinessUnit;

    /// <summary>The user SYSTEM, whom plug-ins get for a service of no user. May do all.</summary>
    public Guid SystemUserId => _users.System;

    /// <summary>The user INTEGRATION.</summary>
    public Guid IntegrationUserId => _users.Integration;

    /// <summary>A person with role System Administrator.</summary>
    public Guid AdministratorId => _users.Administrator;

    /// <summary>System jobs: asynchronous steps and the platform's own.</summary>
    public AsyncJobQueue Jobs { get; }

    /// <summary>Address under which RetrieveCurrentOrganization says that the environment can be reached.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>Builds the environment: standard tables, organization, users SYSTEM, INTEGRATION and an administrator.</summary>
    public static DataverseEngine Start(EngineOptions options) => new(options, SqliteRowStore.Open(options.DatabaseFile, StandardCatalog.Create()));

    /// <summary>Runs one request of a client in a transaction of its own.</summary>
    /// <param name="request">Typed, or an <see cref="OrganizationRequest"/> with a name and parameters.</param>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="cancellation">Gives up before the next transaction begins.</param>
    /// <returns>The typed response of the SDK where it has one.</returns>
    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">Every refusal, with the platform's error code (see <see cref="Faults"/>).</exception>
    public OrganizationResponse Execute(OrganizationRequest request, CallerContext caller, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(caller);
        Options.BeforeRequest?.Invoke(request, caller);
        using var place = _protection?.Enter(caller.UserId);
        try
        {
            return _messages.Execute(request, new Operation
            {
                Caller = caller,
                CorrelationId = caller.CorrelationId ?? Guid.NewGuid(),
                RequestId = request.RequestId ?? Guid.NewGuid(),
                Cancellation = cancellation,
            });
        }
        finally
        {
            _traces.Flush();
        }
    }

    /// <summary>Runs several requests of a client in one transaction: all or nothing.</summary>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="body">Gets what runs a request inside the transaction, and what finds a custom API there: nothing else may ask the engine until it ends.</param>
    /// <param name="cancellation">Gives up before the transaction begins.</param>
    internal void ExecuteTogether(
        CallerContext caller, Action<Func<OrganizationRequest, CallerContext, OrganizationResponse>, Func<string, CustomApi?>> body, CancellationToken cancellation)
    {
        var operation = new Operation { Caller = caller, CorrelationId = caller.CorrelationId ?? Guid.NewGuid(), RequestId = Guid.NewGuid(), Cancellation = cancellation };
        try
        {
            _transactions.Run(operation, inside => body(
                (request, who) =>
                {
                    Options.BeforeRequest?.Invoke(request, who);
                    return _messages.Execute(request, inside with { Caller = who, RequestId = request.RequestId ?? Guid.NewGuid() });
                },
                name => _customApis.Find(name, inside)));
        }
        finally
        {
            _traces.Flush();
        }
    }

    /// <summary>An SDK service over <see cref="Execute"/>.</summary>
    public IOrganizationService ServiceFor(CallerContext caller) => new MessageService(request => Execute(request, caller));

    /// <summary>Imports a managed or unmanaged zip; all or nothing for rows.</summary>
    /// <exception cref="ImportException">The file is not one, or names what is not there.</exception>
    public ImportResult ImportSolution(Stream zip, ImportOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(zip);
        return _imports.Import(zip, options ?? new ImportOptions(), cancellation);
    }

    /// <summary>Builds the indexes of all pending alternate keys now. Returns how many became active; one with duplicate values becomes Failed.</summary>
    public int BuildKeyIndexes() => _keys.Build();

    /// <summary>
    /// Sets the value of an environment variable by its schema name. Of type Secret it goes to this environment's "vault" and is told only by RetrieveEnvironmentVariableSecretValue.
    /// </summary>
    /// <exception cref="System.ServiceModel.FaultException{OrganizationServiceFault}">No such variable, or a value of more than 2,000 characters.</exception>
    public void SetEnvironmentVariable(string schemaName, string value)
    {
        var (definition, row) = ReadVariable(schemaName);
        if (EnvironmentVariables.IsSecret(definition))
        {
            _vault.Set(schemaName, value);
            return;
        }

        var service = ServiceFor(new CallerContext(SystemUserId));
        if (row is { } id)
        {
            service.Update(new Entity(EnvironmentVariables.Values, id) { ["value"] = value });
            return;
        }

        service.Create(new Entity(EnvironmentVariables.Values)
        {
            ["schemaname"] = schemaName,
            ["value"] = value,
            ["environmentvariabledefinitionid"] = definition.ToEntityReference(),
        });
    }

    /// <summary>A user with rights and language, as the rows say now.</summary>
    internal Principal PrincipalOf(Guid user) => _principals.Get(user, new Operation { Caller = new CallerContext(SystemUserId), CorrelationId = Guid.NewGuid() });

    /// <summary>The custom API of this name, as its rows describe it now; null for none.</summary>
    internal CustomApi? FindCustomApi(string name) => _customApis.Find(name, new Operation
    {
        Caller = new CallerContext(SystemUserId),
        CorrelationId = Guid.Empty,
        RequestId = Guid.Empty,
        Cancellation = CancellationToken.None,
    });

    /// <summary>Not while others write.</summary>
    public EngineSnapshot TakeSnapshot() => new(_transactions.Store.TakeSnapshot(), _transactions.Counters.Snapshot());

    /// <summary>Back to how it was then, jobs included. Not while jobs run.</summary>
    public void Restore(EngineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _transactions.Store.Restore(snapshot.Rows);
        _transactions.Counters.CountSince(snapshot.Changes);
        Jobs.Reload();
    }

    public void Dispose()
    {
        Jobs.Dispose();
        _transactions.Store.Dispose();
    }

    private (Entity Definition, Guid? Value) ReadVariable(string schemaName)
    {
        using var scope = _transactions.Begin();
        var definition = EnvironmentVariables.Definition(schemaName, scope);
        return (definition, EnvironmentVariables.ValueRow(definition.Id, scope)?.Id);
    }
}
