using Azure.Core;
using Microsoft.PowerPlatform.Dataverse.Client;
using Tevreden.Api.Profile;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.SignIn;
using Tevreden.Cli.Sync;
using Tevreden.Cli.Telemetry;

namespace Tevreden.Cli.Commands;

/// <summary>One run of a command against one environment, with what its steps share.</summary>
internal sealed class Job : IDisposable
{
    private readonly TokenCredential? _credential;
    private readonly DataverseTokens? _tokens;
    private readonly IOrganizationServiceAsync2 _dataverse;
    private readonly List<Func<int>> _serviceRequests = [];
    private readonly List<IDisposable> _opened = [];
    private Opening? _opening;
    private ServiceCalls? _service;
    private string? _apiKey;

    public Job(CliHost host, JobContext context, JobSettings settings, RunReport report, RunTelemetry telemetry)
    {
        Host = host;
        Context = context;
        Settings = settings;
        Report = report;
        Telemetry = telemetry;
        _credential = settings.SignIn.Kind == SignInKind.FixedToken ? null : host.Credential(settings.SignIn);
        _tokens = _credential is null ? null : new DataverseTokens(settings.DataverseUrl, _credential, host.Time);
        _dataverse = host.ConnectDataverse(settings, TokenAsync);
        Client = new DataverseClient(_dataverse, () => host.Parallelism(_dataverse), host.Resilience, host.Time, host.Random, context.Log);
    }

    public CliHost Host { get; }

    public JobContext Context { get; }

    public JobSettings Settings { get; }

    public RunReport Report { get; }

    public RunTelemetry Telemetry { get; }

    public DataverseClient Client { get; }

    /// <summary>What the run wrote, for its row.</summary>
    public SyncCounts Counts { get; set; } = new();

    public IReadOnlyDictionary<string, int> DataverseRequests => Client.Requests.ByMessage;

    public int ServiceRequests => _serviceRequests.Sum(count => count());

    /// <summary>UTC.</summary>
    public DateTime Now => Host.Time.GetUtcNow().UtcDateTime;

    /// <summary>The token that Dataverse is sent.</summary>
    public Task<string> TokenAsync(CancellationToken stop) => _tokens?.GetAsync(stop) ?? Task.FromResult(Settings.SignIn.Token!);

    /// <summary>What every step must know, read once.</summary>
    public async Task<Opening> OpeningAsync(CancellationToken stop) => _opening ??= await Opening.ReadAsync(Client, Context.StartedOn, stop);

    /// <summary>How the service of this environment is reached; its confirmation was checked.</summary>
    public async Task<(ServiceSettings Service, ConnectionFacts Connection)> ConfirmedAsync(CancellationToken stop)
    {
        var opening = await OpeningAsync(stop);
        _apiKey ??= Settings.ApiKeyVault is { } vault && _credential is { } credential ? await Host.ReadKeyVault(vault, credential, stop) : Settings.ApiKey;
        var service = ServiceOfEnvironment.Resolve(Settings with { ApiKey = _apiKey }, opening.Variables);
        return (service, ServiceOfEnvironment.RefuseUnconfirmed(opening, service));
    }

    /// <summary>The service of this environment, as an administrator confirmed it.</summary>
    public async Task<ServiceCalls> ServiceAsync(CancellationToken stop)
    {
        if (_service is null)
        {
            var (settings, _) = await ConfirmedAsync(stop);
            _service = Keep(new ServiceCalls(settings, Retries));
            CountService(() => _service.Requests);
        }

        return _service;
    }

    /// <summary>How the service is spoken to, also where it is not reached from here.</summary>
    public async Task<ApiProfile> ServiceProfileAsync(CancellationToken stop) =>
        ServiceOfEnvironment.Profile(Settings, (await OpeningAsync(stop)).Variables);

    /// <summary>How requests to the service are repeated.</summary>
    public RetrySetup Retries => new(Host.Resilience, Host.Time, Host.Random, Context.Log);

    public BulkWriter Bulk() => new(Client, Settings.BulkSize, Context.Log);

    /// <summary>Disposes it with the run.</summary>
    public T Keep<T>(T opened)
        where T : IDisposable
    {
        _opened.Add(opened);
        return opened;
    }

    public void CountService(Func<int> requests) => _serviceRequests.Add(requests);

    public void Dispose()
    {
        foreach (var opened in _opened)
            opened.Dispose();
        (_dataverse as IDisposable)?.Dispose();
        _tokens?.Dispose();
    }
}
