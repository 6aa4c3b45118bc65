namespace Tevreden.Cli.Errors;

/// <summary>An error that a person can act on.</summary>
/// <param name="code">Stable, <c>Area.Reason</c>, for scripts and searches.</param>
/// <param name="message">What was expected, what was found, what to do. Holds no secret and no address of a person.</param>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="cause">What led to it.</param>
internal sealed class CliException(string code, string message, int exitCode, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;

    public int ExitCode { get; } = exitCode;
}
