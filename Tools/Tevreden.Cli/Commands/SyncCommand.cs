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
        using var step = job.Telemetry.Step("sync");
        DateTime? watermark = null;
        ResponseReading? reading = null;
        try
        {
            var opening = await job.OpeningAsync(stop);
            var (service, connection) = await job.ConfirmedAsync(stop);
            var source = job.Keep(job.Host.ConnectService(service, job.Retries));
            job.CountService(() => source.Requests);
            reading = new ResponseReading(source, service, options, job.Settings, opening.Books.Erased, job.Context.StartedOn, job.Context.Log);
            if (options.DryRun)
            {
                var preview = new SyncPreview(job.Context, job.Client, reading, opening);
                job.Counts = preview.Counts;
                job.Report.Add("dryRun", true, "dry run", "nothing was written; this is what would be");
                await preview.RunAsync(options, progress, stop);
                return;
            }

            var sync = new SyncRun(job.Context, job.Client, reading, opening, connection, job.Settings, job.Host.Resilience);
            job.Counts = sync.Counts;
            try
            {
                await sync.RunAsync(options, progress, stop);
            }
            finally
            {
                watermark = sync.Stored;
            }
        }
        finally
        {
            job.Counts.Erased = reading?.Erased ?? 0;
            SyncReport.AddTo(job.Report, job.Counts, watermark);
        }
    }
}
