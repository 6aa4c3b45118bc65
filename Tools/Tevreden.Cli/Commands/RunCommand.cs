using System.CommandLine;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Reconciliation;
using Tevreden.Cli.Retention;
using Tevreden.Cli.Sending;

namespace Tevreden.Cli.Commands;

/// <summary><c>run</c>: all that a scheduler wants, in one.</summary>
internal sealed class RunCommand(TimeProvider time) : IJobCommand
{
    private readonly SyncLine _line = new(time);

    public string Name => "run";

    public string Description => "For schedulers: sync, send, plan what was missed, and tidy, in one.";

    public bool NeedsService => true;

    public RunRow Row => RunRow.ByWork;

    public void AddOptions(Command command) => _line.AddTo(command);

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        var options = _line.Read(parsed);
        CliException? serviceDown = null;
        try
        {
            await SyncCommand.SyncAsync(job, options, progress, stop);
        }
        catch (CliException exception) when (exception.ExitCode == ExitCodes.ServiceUnreachable)
        {
            // A service that can't be read is no reason to leave out what needs Dataverse only.
            serviceDown = exception;
        }

        if (!options.DryRun)
            await AfterSyncAsync(job, stop);
        if (serviceDown is not null)
            throw serviceDown;
    }

    // The sync has written the run's row; what comes after may have more to say.
    private static async Task AfterSyncAsync(Job job, CancellationToken stop)
    {
        var rejected = job.Counts.Rejected;
        try
        {
            await SendCommand.SendAsync(job, stop);
            await ReconcileCommand.PlanMissingAsync(job, stop);
            await TidyCommand.TidyAsync(job, stop);
        }
        catch (Exception exception)
        {
            await RunRowWriter.FailAsync(job, ErrorMapper.Map(exception));
            throw;
        }

        if (job.Counts.Rejected > rejected)
            await RunRowWriter.FinishAsync(job, null);
    }
}
