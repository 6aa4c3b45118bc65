namespace Tevreden.Cli.Checks;

/// <summary>What came of one check.</summary>
internal enum Verdict
{
    Ok,

    /// <summary>It works, but a person should look at it.</summary>
    Warning,

    Failed,

    /// <summary>It could not be looked at.</summary>
    Unknown,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">Such as <c>keys</c>.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Found">What was found, without personal data.</param>
/// <param name="ExitCode">What the command ends with, where it failed.</param>
internal sealed record CheckResult(string Name, Verdict Verdict, string Found, int ExitCode = ExitCodes.Configuration)
{
    public static CheckResult Ok(string name, string found) => new(name, Verdict.Ok, found);

    public static CheckResult Warning(string name, string found) => new(name, Verdict.Warning, found);

    public static CheckResult Failed(string name, string found, int exitCode = ExitCodes.Configuration) => new(name, Verdict.Failed, found, exitCode);

    public static CheckResult Unknown(string name, string found) => new(name, Verdict.Unknown, found);
}
