using System.CommandLine;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Reconciliation;

/// <summary><c>reconcile</c>: does every resolution have its outcome, and does the service know what we know?</summary>
internal sealed class ReconcileCommand(TimeProvider time) : IJobCommand
{
    private static readonly TimeSpan UsualSent = TimeSpan.FromDays(30);

    private readonly Option<bool> _repair = new("--repair") { Description = "Plan what is missing, and write down what the service says of bounces and unsubscribes. Without it, only report." };
    private readonly SinceOption _since = new(time, "Look at what was resolved or sent at or after this time. Without it, resolutions since the environment was connected, and invitations of the last 30 days.");

    public string Name => "reconcile";

    public string Description => "Compares: resolutions with invitations, invitations with the service, answers with responses, totals with totals. Reports, and repairs where asked.";

    public bool NeedsService => true;

    public RunRow Row => RunRow.ByRunner;

    public void AddOptions(Command command)
    {
        command.Options.Add(_repair);
        command.Options.Add(_since.Option);
    }

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        var repair = parsed.GetValue(_repair);
        var since = parsed.GetValue(_since.Option);
        var connected = await ConnectedSinceAsync(job, stop);
        await new ResolutionCheck(job, repair).RunAsync(Later(connected, since), markIncomplete: true, stop);
        progress.Report(0.4, "resolutions compared");
        await new AnsweredCheck(job).RunAsync(stop);
        progress.Report(0.5, "answers compared");

        var service = await job.ServiceAsync(stop);
        await new SentCheck(job, service, repair).RunAsync(since ?? job.Now - UsualSent, stop);
        progress.Report(0.9, "sent invitations compared");
        await new TotalsCheck(job, service).RunAsync(stop);
    }

    /// <summary>For <c>run</c>: plans what is missing among the resolutions that were not looked at yet.</summary>
    public static async Task PlanMissingAsync(Job job, CancellationToken stop)
    {
        using var step = job.Telemetry.Step("reconcile");
        var connected = await ConnectedSinceAsync(job, stop);
        var mark = await ReconcileMark.ReadAsync(job.Client, stop);
        var until = await new ResolutionCheck(job, repair: true).RunAsync(Later(connected, mark), markIncomplete: false, stop);
        await job.Client.RepeatAsync(ReconcileMark.Save(until), stop);
    }

    private static DateTime Later(DateTime connected, DateTime? since) => since > connected ? since.Value : connected;

    private static async Task<DateTime> ConnectedSinceAsync(Job job, CancellationToken stop) =>
        (await job.OpeningAsync(stop)).Connection?.ConnectedSince
        ?? throw new CliException(
            ErrorCodes.NotConnected,
            $"This environment was never connected to the service ({ConnectionTable.ConnectedSince} is empty), so no resolution counts. An administrator presses \"Test connection\" first.",
            ExitCodes.Configuration);
}
