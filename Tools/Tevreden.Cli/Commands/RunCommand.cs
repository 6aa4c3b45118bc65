using System.CommandLine;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sending;

namespace Tevreden.Cli.Commands;

/// <summary><c>run</c>: all that a scheduler wants, in one.</summary>
internal sealed class RunCommand(TimeProvider time) : IJobCommand
{
    private readonly SyncLine _line = new(time);

    public string Name => "run";

    public string Description => "For schedulers: sync, then asks for sending until nothing more is due.";

    public bool NeedsService => true;

    public RunRow Row => RunRow.ByWork;

    public void AddOptions(Command command) => _line.AddTo(command);

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        CliException? serviceDown = null;
        try
        {
            await SyncCommand.SyncAsync(job, _line.Read(parsed), progress, stop);
        }
        catch (CliException exception) when (exception.ExitCode == ExitCodes.ServiceUnreachable)
        {
            // A service that can't be read is no reason to leave out what needs Dataverse only.
            serviceDown = exception;
        }

        await SendCommand.SendAsync(job, stop);
        if (serviceDown is not null)
            throw serviceDown;
    }
}
