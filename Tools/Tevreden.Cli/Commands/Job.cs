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
    private readonly CliHost _host;
    private readonly JobContext _context;
    private readonly JobSettings _settings;
    private readonly IOrganizationServiceAsync2 _service;
    private readonly DataverseClient _client;
    private Opening? _opening;
    private SyncRun? _sync;
    private IResponseSource? _source;
    private ResponsePager? _pager;

    public Job(CliHost host, JobContext context, JobSettings settings)
    {
        _host = host;
        _context = context;
        _settings = settings;
        _service = host.ConnectDataverse(settings);
        _client = new DataverseClient(_service, () => host.Parallelism(_service), host.Resilience, host.Time, host.Random, context.Log);
    }

    public SyncCounts Counts => _sync?.Counts ?? new SyncCounts();

    public DateTime? Watermark => _sync?.Stored;

    /// <summary>Null until sending was asked for.</summary>
    public int? Asked { get; private set; }

    public IReadOnlyDictionary<string, int> DataverseRequests => _client.Requests.ByMessage;

    public int ServiceRequests => _source?.Requests ?? 0;

    /// <summary>Reads what every step must know.</summary>
    public async Task OpenAsync(CancellationToken stop) => _opening = await Opening.ReadAsync(_client, Checkpoint.Responses, stop);

    public async Task SyncAsync(SyncOptions options, IProgressDisplay progress, CancellationToken stop)
    {
        var opening = _opening ?? throw new InvalidOperationException($"{nameof(OpenAsync)} comes first.");
        var service = ServiceOfEnvironment.Resolve(_settings, opening.Variables);
        var connection = ServiceOfEnvironment.RefuseUnconfirmed(opening, service);
        var setup = new RetrySetup(_host.Resilience, _host.Time, _host.Random, _context.Log);
        _source = _host.ConnectService(service, setup);
        _pager = new ResponsePager(_source, setup);
        _sync = new SyncRun(_context, _client, _pager, opening, connection, _settings);
        await _sync.RunAsync(options, progress, stop);
    }

    public async Task AskDueAsync(CancellationToken stop) => Asked = await new DueInvitations(_client, _context.Log).AskAsync(stop);

    public void Dispose()
    {
        _source?.Dispose();
        (_service as IDisposable)?.Dispose();
    }
}
