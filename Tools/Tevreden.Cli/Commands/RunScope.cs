using Microsoft.Extensions.Logging;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Telemetry;

namespace Tevreden.Cli.Commands;

/// <summary>What surrounds a run from its first moment to its result.</summary>
internal sealed class RunScope(JobIdentity run, ILogger log, RunTelemetry telemetry, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public JobIdentity Run => run;

    public ILogger Log => log;

    public RunTelemetry Telemetry => telemetry;

    public RunReport Report { get; } = new();

    /// <param name="job">Null where it did not begin.</param>
    /// <param name="error">Why it ended before its end.</param>
    public RunResult End(Job? job, CliException? error)
    {
        var result = new RunResult
        {
            Command = run.Command,
            RunId = run.RunId,
            Report = Report,
            DataverseRequests = job?.DataverseRequests ?? new Dictionary<string, int>(),
            ServiceRequests = job?.ServiceRequests ?? 0,
            Elapsed = time.GetElapsedTime(_started),
            Error = error,
        };
        telemetry.End(result, log);
        return result;
    }
}
