using System.CommandLine;
using Newtonsoft.Json.Linq;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;

namespace Tevreden.Cli.Checks;

/// <summary><c>check</c>: would the job work here, and if not, why not?</summary>
internal sealed class CheckCommand : IJobCommand
{
    private readonly Option<string?> _report = new("--report") { Description = "File to write what was seen to, as Markdown." };

    public string Name => "check";

    public string Description => "Looks at sign-in, clock, privileges, column security, tables, keys, steps, the confirmed connection and the service, and says what to do where something is wrong.";

    public bool NeedsService => false;

    public RunRow Row => RunRow.None;

    public void AddOptions(Command command) => command.Options.Add(_report);

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        var results = new List<CheckResult>();
        var checks = Checks(job);
        foreach (var (name, check) in checks)
        {
            results.AddRange(await TryAsync(name, check, stop));
            progress.Report((double)results.Count / checks.Count, name);
            if (name == SignInCheck.Name && results[^1].Verdict == Verdict.Failed)
                break;
        }

        Tell(job.Report, results);
        if (parsed.GetValue(_report) is { } path)
            await File.WriteAllTextAsync(Path.GetFullPath(path, job.Host.Directory), CheckReport.Write(job, results), CancellationToken.None);
        if (results.FirstOrDefault(result => result.Verdict == Verdict.Failed) is { } failed)
            throw new CliException(ErrorCodes.CheckFailed, $"{failed.Name}: {failed.Found}", failed.ExitCode);
    }

    private static List<(string Name, Func<CancellationToken, Task<IEnumerable<CheckResult>>> Check)> Checks(Job job) =>
    [
        (SignInCheck.Name, new SignInCheck(job).RunAsync),
        ("clock", new ClockCheck(job).RunAsync),
        ("privileges", new PrivilegeCheck(job).RunAsync),
        ("column security", new ColumnSecurityCheck(job).RunAsync),
        ("tables", new TableCheck(job).RunAsync),
        ("solution", new SolutionCheck(job).RunAsync),
        ("connection", new ConnectionCheck(job).RunAsync),
        ("service", new ServiceCheck(job).RunAsync),
    ];

    private static async Task<IEnumerable<CheckResult>> TryAsync(string name, Func<CancellationToken, Task<IEnumerable<CheckResult>>> check, CancellationToken stop)
    {
        try
        {
            return await check(stop);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var error = ErrorMapper.Map(exception);
            return [CheckResult.Failed(name, $"{error.Code}: {error.Message.ReplaceLineEndings(" ")}", error.ExitCode)];
        }
    }

    private static void Tell(RunReport report, List<CheckResult> results)
    {
        report.Add("checks", new JArray(results.Select(result => new JObject
        {
            ["name"] = result.Name,
            ["verdict"] = result.Verdict.ToString(),
            ["found"] = result.Found,
        })));
        foreach (var result in results)
            report.Tell($"{result.Verdict.ToString().ToLowerInvariant()} {result.Name}", result.Found);
        if (results.Any(result => result.Verdict == Verdict.Warning))
            report.MarkIncomplete();
    }
}
