namespace Tevreden.Cli;

/// <summary>The one table of exit codes. Schedulers rely on them: a number never gets another meaning.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, but rows were rejected by Dataverse or could not be read from the service, or something was found that needs a look; each was reported.</summary>
    public const int DoneWithRejectedRows = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A setting is missing or wrong, or this environment is not the one that was confirmed.</summary>
    public const int Configuration = 3;

    /// <summary>The survey service can't be reached or refuses; what was safe before is kept.</summary>
    public const int ServiceUnreachable = 4;

    /// <summary>Dataverse can't be reached or refuses; what was safe before is kept.</summary>
    public const int DataverseUnreachable = 5;

    /// <summary>Another run works on this environment.</summary>
    public const int Locked = 6;

    /// <summary>A fault of the job itself, worth a report.</summary>
    public const int Unexpected = 70;

    /// <summary>Ctrl+C (128 + SIGINT): what was under way was finished, the watermark saved.</summary>
    public const int Interrupted = 130;

    /// <summary>SIGTERM (128 + 15): what was under way was finished, the watermark saved.</summary>
    public const int Terminated = 143;

    /// <summary>Each code with what it means, in order, for help and documentation.</summary>
    public static IReadOnlyList<KeyValuePair<int, string>> Table { get; } =
    [
        new(Done, "done"),
        new(DoneWithRejectedRows, "done, but rows were rejected or unreadable, or something was found that needs a look; each was reported"),
        new(Usage, "the command line is wrong"),
        new(Configuration, "a setting is missing or wrong, or the environment is not confirmed"),
        new(ServiceUnreachable, "the survey service can't be reached or refuses"),
        new(DataverseUnreachable, "Dataverse can't be reached or refuses"),
        new(Locked, "another run works on this environment"),
        new(Unexpected, "a fault of the job itself"),
        new(Interrupted, "stopped by Ctrl+C"),
        new(Terminated, "stopped by SIGTERM"),
    ];
}
