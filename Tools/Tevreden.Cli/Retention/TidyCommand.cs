using System.CommandLine;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Retention;

/// <summary><c>tidy</c>: keeps nothing longer than the connection row says.</summary>
internal sealed class TidyCommand : IJobCommand
{
    public string Name => "tidy";

    public string Description => "Empties and deletes what was kept for as long as the connection row says: payloads, e-mail addresses, skipped invitations, remarks. Rows of runs and closed alerts go after 90 days.";

    public bool NeedsService => false;

    public RunRow Row => RunRow.ByRunner;

    public void AddOptions(Command command)
    {
        // How long is what kept stands in Dataverse, where a privacy officer sees it.
    }

    public Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop) => TidyAsync(job, stop);

    public static async Task TidyAsync(Job job, CancellationToken stop)
    {
        using var step = job.Telemetry.Step("tidy");
        var tidy = new TidyRun(job);
        try
        {
            await tidy.RunAsync(stop);
        }
        finally
        {
            tidy.AddTo(job.Report);
        }
    }
}
