using System.CommandLine;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Output;

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
        var parsed = Commands(host).Parse(arguments);
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

    private static RootCommand Commands(CliHost host)
    {
        var root = new RootCommand(
            "The companion job of Tevreden for Dataverse: brings survey responses into Dataverse, and asks for sending what is due.\n\nExit codes:\n"
            + string.Join("\n", ExitCodes.Table.Select(code => $"  {code.Key,-5}{code.Value}")));
        root.Subcommands.Add(Make(
            host, "sync", "Reads the responses that changed, writes them with their answers, and refreshes the scores of their customers.", static (runner, settings, options, stop) => runner.SyncAsync(settings, options, stop)));
        root.Subcommands.Add(Make(
            host, "run", "For schedulers: sync, then asks for sending until nothing more is due.", static (runner, settings, options, stop) => runner.RunAllAsync(settings, options, stop)));
        return root;
    }

    private static Command Make(
        CliHost host,
        string name,
        string description,
        Func<JobRunner, IReadOnlyDictionary<Configuration.Setting, string>, Sync.SyncOptions, CancellationToken, Task<RunResult>> run)
    {
        var command = new Command(name, description);
        var options = new CommandOptions(host.Time);
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var result = await run(new JobRunner(host, options.Verbose(parsed)), options.Settings(parsed), options.Sync(parsed), stop);
            ResultWriter.Write(result, host.Out, options.Json(parsed));
            return result.ExitCode;
        });
        return command;
    }
}
