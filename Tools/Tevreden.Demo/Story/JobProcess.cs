using System.Diagnostics;

namespace Tevreden.Demo.Story;

/// <summary>How the job ended.</summary>
internal sealed record JobResult(int ExitCode, string Output, string Errors);

/// <summary>Runs the companion job as its own process, as a scheduler would.</summary>
internal static class JobProcess
{
    public static async Task<JobResult> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var job = Path.Combine(AppContext.BaseDirectory, "job", "Tevreden.Cli.dll");
        if (!File.Exists(job))
            throw new DemoException($"The companion job was expected at {job}. Build Tools/Tevreden.Demo, which brings it along.");

        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(job);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new DemoException("The companion job could not be started.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new JobResult(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
