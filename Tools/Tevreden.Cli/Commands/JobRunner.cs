using System.CommandLine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Telemetry;

namespace Tevreden.Cli.Commands;

/// <summary>Runs a command: builds what it needs, in one place, and turns how it ends into a result.</summary>
internal sealed class JobRunner(CliHost host, bool verbose)
{
    private readonly IAnsiConsole? _terminal = host.ErrorIsTerminal
        ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) })
        : null;

    public async Task<RunResult> RunAsync(IJobCommand command, IReadOnlyDictionary<Setting, string> given, ParseResult parsed, CancellationToken stop)
    {
        var run = new JobIdentity(command.Name, Guid.NewGuid());
        LogOutput? output = null;
        ILogger log = NullLogger.Instance;
        using var telemetry = RunTelemetry.Start(run, host.Environment);
        try
        {
            var reader = new SettingsReader(host, warning => log.LogWarning("Settings.Warning: {Warning}", warning));
            output = LogOutput.Open(host, _terminal, reader.ReadLog(given));
            log = output.Logger(run, verbose);
            return await RunAsync(command, reader, given, parsed, new RunScope(run, log, telemetry, host.Time), stop);
        }
        catch (Exception exception) when (output is null)
        {
            return new RunScope(run, log, telemetry, host.Time).End(null, Told(MapLog(exception)));
        }
        finally
        {
            output?.Dispose();
        }
    }

    private async Task<RunResult> RunAsync(
        IJobCommand command, SettingsReader reader, IReadOnlyDictionary<Setting, string> given, ParseResult parsed, RunScope scope, CancellationToken stop)
    {
        var context = new JobContext(command.Name, scope.Run.RunId, $"{host.Machine} {scope.Run.RunId:N}", host.Time.GetUtcNow().UtcDateTime, host.Time, scope.Log);
        Job? job = null;
        CliException? error = null;
        try
        {
            job = new Job(host, context, reader.Read(given, command.NeedsService), scope.Report, scope.Telemetry);
            await new StatusDisplay(_terminal, host.Time, scope.Log).RunAsync(command.Name, progress => WorkAsync(command, job, parsed, progress, stop));
        }
        catch (Exception exception)
        {
            error = ErrorMapper.Map(exception);
            scope.Log.LogDebug(exception, "Job.Ended code={Code}", error.Code);
            Told(error);
        }
        finally
        {
            job?.Dispose();
        }

        return scope.End(job, error);
    }

    private CliException Told(CliException error)
    {
        foreach (var line in error.Message.Split(Environment.NewLine))
            host.Error.WriteLine($"{error.Code}: {line}");
        return error;
    }

    private static CliException MapLog(Exception exception) => exception is IOException or UnauthorizedAccessException
        ? new CliException(
            ErrorCodes.SettingsInvalid,
            $"{Setting.LogFile.Name}: the log can't be written ({SafeText.Of(exception.Message)}). Set it with {Setting.LogFile.Places}.",
            ExitCodes.Configuration,
            exception)
        : ErrorMapper.Map(exception);

    private static async Task WorkAsync(IJobCommand command, Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        if (command.Row != RunRow.ByRunner)
        {
            await command.RunAsync(job, parsed, progress, stop);
            return;
        }

        await RunRowWriter.StartAsync(job, stop);
        try
        {
            await command.RunAsync(job, parsed, progress, stop);
        }
        catch (Exception exception)
        {
            await RunRowWriter.FailAsync(job, ErrorMapper.Map(exception));
            throw;
        }

        await RunRowWriter.FinishAsync(job, null);
    }
}
