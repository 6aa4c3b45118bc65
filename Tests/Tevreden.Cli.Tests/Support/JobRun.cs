using Newtonsoft.Json.Linq;

namespace Tevreden.Cli.Tests.Support;

/// <summary>How one run of the job ended.</summary>
/// <param name="Result">The last line of its output.</param>
/// <param name="Errors">Everything on standard error.</param>
internal sealed record JobRun(int ExitCode, JObject Result, string Errors)
{
    public int this[string name] => Result.Value<int>(name);

    public string? ErrorCode => Result["error"]?.Value<string>("code");

    public string? ErrorMessage => Result["error"]?.Value<string>("message");

    public override string ToString() => $"exit code {ExitCode}\n{Result}\n{Errors}";
}
