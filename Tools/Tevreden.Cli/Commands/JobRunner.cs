using Microsoft.Extensions.Logging;
using Spectre.Console;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>Runs the commands: builds what they need, in one place, and turns how they end into a result.</summary>
internal sealed class JobRunner(CliHost host, bool verbose)
{
    private readonly IAnsiConsole? _terminal = host.ErrorIsTerminal
        ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) })
        : null;

    /// <summary>Reads responses and refreshes scores.</summary>
    public Task<RunResult> SyncAsync(IReadOnlyDictionary<Setting, string> given, SyncOptions options, CancellationToken stop) =>
        RunAsync("sync", given, (run, progress) => run.SyncAsync(options, progress, stop), stop);

    /// <summary>For schedulers: <see cref="SyncAsync"/>, then asks for sending until nothing is due. A service that is down does not keep it from asking.</summary>
    public Task<RunResult> RunAllAsync(IReadOnlyDictionary<Setting, string> given, SyncOptions options, CancellationToken stop) =>
        RunAsync(
            "run",
            given,
            async (run, progress) =>
            {
                try
                {
                    await run.SyncAsync(options, progress, stop);
                }
                catch (CliException exception) when (exception.ExitCode == ExitCodes.ServiceUnreachable)
                {
                    await run.AskDueAsync(stop);
                    throw;
                }

                await run.AskDueAsync(stop);
            },
            stop);

    private async Task<RunResult> RunAsync(
        string command, IReadOnlyDictionary<Setting, string> given, Func<Job, IProgressDisplay, Task> work, CancellationToken stop)
    {
        var started = host.Time.GetTimestamp();
        var runId = Guid.NewGuid();
        var log = new LineLogger(WriteLine, host.Time, runId, verbose ? LogLevel.Debug : _terminal is null ? LogLevel.Information : LogLevel.Warning);
        var context = new JobContext(command, runId, $"{host.Machine} {runId:N}", host.Time.GetUtcNow().UtcDateTime, host.Time, log);
        Job? job = null;
        CliException? error = null;
        try
        {
            var settings = new SettingsReader(host).Read(given);
            job = new Job(host, context, settings);
            await new StatusDisplay(_terminal).RunAsync(command, async progress =>
            {
                await job.OpenAsync(stop);
                await work(job, progress);
                return true;
            });
        }
        catch (Exception exception)
        {
            error = ErrorMapper.Map(exception);
            log.LogDebug(exception, "Job.Ended code={Code}", error.Code);
            foreach (var line in error.Message.Split(Environment.NewLine))
                host.Error.WriteLine($"{error.Code}: {line}");
        }
        finally
        {
            job?.Dispose();
        }

        return new RunResult
        {
            Command = command,
            RunId = runId,
            Counts = job?.Counts ?? new SyncCounts(),
            Watermark = job?.Watermark,
            Asked = job?.Asked,
            DataverseRequests = job?.DataverseRequests ?? new Dictionary<string, int>(),
            ServiceRequests = job?.ServiceRequests ?? 0,
            Elapsed = host.Time.GetElapsedTime(started),
            Error = error,
        };
    }

    private void WriteLine(string line)
    {
        // On a terminal the bar and the lines share one console, or they would overwrite each other.
        if (_terminal is null)
            host.Error.WriteLine(line);
        else
            _terminal.WriteLine(line);
    }
}
