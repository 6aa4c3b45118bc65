using System.CommandLine;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>Runs a command: builds what it needs, in one place, and turns how it ends into a result.</summary>
internal sealed class JobRunner(CliHost host, bool verbose)
{
    private readonly IAnsiConsole? _terminal = host.ErrorIsTerminal
        ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) })
        : null;

    public async Task<RunResult> RunAsync(IJobCommand command, IReadOnlyDictionary<Setting, string> given, ParseResult parsed, CancellationToken stop)
    {
        var started = host.Time.GetTimestamp();
        var runId = Guid.NewGuid();
        var log = new LineLogger(WriteLine, host.Time, runId, verbose ? LogLevel.Debug : _terminal is null ? LogLevel.Information : LogLevel.Warning);
        var context = new JobContext(command.Name, runId, $"{host.Machine} {runId:N}", host.Time.GetUtcNow().UtcDateTime, host.Time, log);
        var report = new RunReport();
        Job? job = null;
        CliException? error = null;
        try
        {
            var settings = new SettingsReader(host).Read(given, command.NeedsService);
            job = new Job(host, context, settings, report);
            await new StatusDisplay(_terminal, host.Time, log).RunAsync(command.Name, progress => WorkAsync(command, job, parsed, progress, stop));
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
            Command = command.Name,
            RunId = runId,
            Report = report,
            DataverseRequests = job?.DataverseRequests ?? new Dictionary<string, int>(),
            ServiceRequests = job?.ServiceRequests ?? 0,
            Elapsed = host.Time.GetElapsedTime(started),
            Error = error,
        };
    }

    private static async Task WorkAsync(IJobCommand command, Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        if (command.Row != RunRow.ByRunner)
        {
            await command.RunAsync(job, parsed, progress, stop);
            return;
        }

        var record = new RunRecord(job.Context.RunId, job.Context.Command, job.Context.StartedOn);
        await job.Client.RepeatAsync(record.Start(), stop);
        try
        {
            await command.RunAsync(job, parsed, progress, stop);
        }
        catch (Exception exception)
        {
            await FinishAsync(job, record, ErrorMapper.Map(exception));
            throw;
        }

        await job.Client.RepeatAsync(record.Finish(job.Counts, null, job.Now), CancellationToken.None);
    }

    private static async Task FinishAsync(Job job, RunRecord record, CliException error)
    {
        try
        {
            await job.Client.RepeatAsync(record.Finish(job.Counts, error, job.Now), CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The first error is the one that a person needs.
            job.Context.Log.LogWarning("Job.RowNotFinished cause={Cause}", ErrorMapper.Map(exception).Code);
        }
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
