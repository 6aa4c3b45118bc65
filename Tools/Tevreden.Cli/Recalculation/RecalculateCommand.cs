using System.CommandLine;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Recalculation;

/// <summary><c>recalculate</c>: every score anew.</summary>
internal sealed class RecalculateCommand : IJobCommand
{
    private readonly Option<bool> _restart = new("--restart") { Description = "Begin anew, also where an earlier run was broken off." };

    public string Name => "recalculate";

    public string Description => "Computes every score from the responses in Dataverse. Goes on where an earlier run was broken off.";

    public bool NeedsService => false;

    public RunRow Row => RunRow.ByRunner;

    public void AddOptions(Command command) => command.Options.Add(_restart);

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        try
        {
            await new RecalculationRun(job, progress).RunAsync(parsed.GetValue(_restart), stop);
        }
        finally
        {
            SyncReport.AddScores(job.Report, job.Counts);
            job.Report.Add("rejected", "rejected", job.Counts.Rejected);
            SyncReport.AddRejected(job.Report, job.Counts.RejectedRows);
            if (job.Counts.Rejected > 0)
                job.Report.MarkIncomplete();
        }
    }
}
