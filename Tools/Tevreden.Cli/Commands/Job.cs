using Microsoft.PowerPlatform.Dataverse.Client;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>One run of a command against one environment, with what its steps share.</summary>
internal sealed class Job : IDisposable
{
    private readonly IOrganizationServiceAsync2 _dataverse;
    private readonly List<Func<int>> _serviceRequests = [];
    private readonly List<IDisposable> _opened = [];
    private Opening? _opening;
    private ServiceCalls? _service;

    public Job(CliHost host, JobContext context, JobSettings settings, RunReport report)
    {
        Host = host;
        Context = context;
        Settings = settings;
        Report = report;
        _dataverse = host.ConnectDataverse(settings);
        Client = new DataverseClient(_dataverse, () => host.Parallelism(_dataverse), host.Resilience, host.Time, host.Random, context.Log);
    }

    public CliHost Host { get; }

    public JobContext Context { get; }

    public JobSettings Settings { get; }

    public RunReport Report { get; }

    public DataverseClient Client { get; }

    /// <summary>What the run wrote, for its row.</summary>
    public SyncCounts Counts { get; set; } = new();

    public IReadOnlyDictionary<string, int> DataverseRequests => Client.Requests.ByMessage;

    public int ServiceRequests => _serviceRequests.Sum(count => count());

    /// <summary>UTC.</summary>
    public DateTime Now => Host.Time.GetUtcNow().UtcDateTime;

    /// <summary>What every step must know, read once.</summary>
    public async Task<Opening> OpeningAsync(CancellationToken stop) => _opening ??= await Opening.ReadAsync(Client, Checkpoint.Responses, stop);

    /// <summary>How the service of this environment is reached; its confirmation was checked.</summary>
    public async Task<(ServiceSettings Service, ConnectionFacts Connection)> ConfirmedAsync(CancellationToken stop)
    {
        var opening = await OpeningAsync(stop);
        var service = ServiceOfEnvironment.Resolve(Settings, opening.Variables);
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
    }
}
