using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Output;

/// <summary>How a command ended, for a person and for a machine.</summary>
internal sealed class RunResult
{
    public required string Command { get; init; }

    public required Guid RunId { get; init; }

    public required RunReport Report { get; init; }

    /// <summary>Requests to Dataverse by message.</summary>
    public IReadOnlyDictionary<string, int> DataverseRequests { get; init; } = new Dictionary<string, int>();

    public int ServiceRequests { get; init; }

    public TimeSpan Elapsed { get; init; }

    public CliException? Error { get; init; }

    public int ExitCode => Error?.ExitCode ?? (Report.Incomplete ? ExitCodes.DoneWithRejectedRows : ExitCodes.Done);

    /// <summary>One word for scripts.</summary>
    public string Outcome => ExitCode switch
    {
        ExitCodes.Done => "done",
        ExitCodes.DoneWithRejectedRows => "doneWithRejectedRows",
        ExitCodes.Locked => "locked",
        ExitCodes.Interrupted or ExitCodes.Terminated => "stopped",
        _ => "failed",
    };
}
