using System.CommandLine;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary><c>sync</c>.</summary>
internal sealed class SyncCommand(TimeProvider time) : IJobCommand
{
    private readonly SyncLine _line = new(time);

    public string Name => "sync";

    public string Description => "Reads the responses that changed, writes them with their answers, and refreshes the scores of their customers.";

    public bool NeedsService => true;

    public RunRow Row => RunRow.ByWork;

    public void AddOptions(Command command) => _line.AddTo(command);

    public Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop) => SyncAsync(job, _line.Read(parsed), progress, stop);

    /// <summary>Reads and writes, and tells what came of it however it ends.</summary>
    public static async Task SyncAsync(Job job, SyncOptions options, IProgressDisplay progress, CancellationToken stop)
    {
        SyncRun? sync = null;
        try
        {
            var opening = await job.OpeningAsync(stop);
            var (service, connection) = await job.ConfirmedAsync(stop);
            var source = job.Keep(job.Host.ConnectService(service, job.Retries));
            job.CountService(() => source.Requests);
            sync = new SyncRun(job.Context, job.Client, new ResponsePager(source), opening, connection, job.Settings);
            job.Counts = sync.Counts;
            await sync.RunAsync(options, progress, stop);
        }
        finally
        {
            SyncReport.AddTo(job.Report, job.Counts, sync?.Stored);
        }
    }
}
