using System.CommandLine;
using Tevreden.Cli.Checks;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Erasure;
using Tevreden.Cli.Exports;
using Tevreden.Cli.Mappings;
using Tevreden.Cli.Output;
using Tevreden.Cli.Recalculation;
using Tevreden.Cli.Reconciliation;
using Tevreden.Cli.Retention;
using Tevreden.Cli.Sending;
using Tevreden.Cli.Surveys;

namespace Tevreden.Cli;

/// <summary>The companion job as a command line, in a process of its own or inside another.</summary>
public static class CliApplication
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Such as <c>sync --json</c>.</param>
    /// <param name="host">Where to write, and where settings come from.</param>
    /// <param name="stop">Asks for an early but orderly end: the request under way is finished, what was written is made safe, and the exit code is 130.</param>
    /// <returns>The exit code, one of the documented table.</returns>
    public static async Task<int> RunAsync(string[] arguments, CliHost host, CancellationToken stop)
    {
        var parsed = Root(host).Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,

            // Signals are the process's business: whoever runs this inside another says when to stop.
            ProcessTerminationTimeout = null,
        };
        var exitCode = await parsed.InvokeAsync(configuration, stop);
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
    }

    private static IJobCommand[] Commands(TimeProvider time) =>
    [
        new RunCommand(time),
        new SyncCommand(time),
        new SendCommand(),
        new ReconcileCommand(time),
        new RecalculateCommand(),
        new SurveysCommand(),
        new CheckCommand(),
        new TidyCommand(),
        new ExportCommand(),
        new ForgetCommand(),
        new DocsCommand(),
    ];

    internal static RootCommand Root(CliHost host)
    {
        var root = new RootCommand(
            "The companion job of Tevreden for Dataverse: brings survey responses into Dataverse, and asks for sending what is due.\n\nExit codes:\n"
            + string.Join("\n", ExitCodes.Table.Select(code => $"  {code.Key,-5}{code.Value}")));
        foreach (var command in Commands(host.Time))
            root.Subcommands.Add(Make(host, command));
        return root;
    }

    private static Command Make(CliHost host, IJobCommand job)
    {
        var command = new Command(job.Name, job.Description);
        var options = new CommandOptions();
        job.AddOptions(command);
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var result = await new JobRunner(host, options.Verbose(parsed)).RunAsync(job, options.Settings(parsed), parsed, stop);
            ResultWriter.Write(result, host.Out, options.Json(parsed));
            return result.ExitCode;
        });
        return command;
    }
}
