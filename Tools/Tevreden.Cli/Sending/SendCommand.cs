using System.CommandLine;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Sending;

/// <summary><c>send</c>: the clock that Dataverse lacks, and nothing else.</summary>
internal sealed class SendCommand : IJobCommand
{
    public string Name => "send";

    public string Description => "Asks for sending until nothing more is due. The sending itself is done in Dataverse.";

    public bool NeedsService => false;

    public RunRow Row => RunRow.ByRunner;

    public void AddOptions(Command command)
    {
        // It has none of its own.
    }

    public Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop) => SendAsync(job, stop);

    public static async Task SendAsync(Job job, CancellationToken stop)
    {
        using var step = job.Telemetry.Step("send");
        var asked = await new DueInvitations(job.Client, job.Context.Log).AskAsync(stop);
        job.Report.Add("asked", "asked to send", asked);
    }
}
