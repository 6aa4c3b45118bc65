using System.Diagnostics;
using Tevreden.Cli.Tests.Support;

namespace Tevreden.Cli.Tests.Crash;

/// <summary>The job as a process of its own, as a scheduler starts it.</summary>
internal sealed class JobProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private JobProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static JobProcess Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        // What starts tests in the background may ignore Ctrl+C, and a process keeps what its parent ignores.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in OperatingSystem.IsLinux() ? ["--default-signal=INT,TERM", "dotnet", Repository.Job] : new[] { Repository.Job })
            start.ArgumentList.Add(argument);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        ReachByPort(start.Environment);
        return new JobProcess(Process.Start(start) ?? throw new InvalidOperationException("The job could not be started."));
    }

    // Microsoft's ServiceClient, which a release build uses, drops the port of an address: there the job goes to port 80 of localhost by way of the environment as its proxy.
    private static void ReachByPort(IDictionary<string, string?> variables)
    {
#if OFFICIAL_SDK
        const string Address = "TEVREDEN_DATAVERSE_URL";
        if (!variables.TryGetValue(Address, out var environment))
            return;
        variables["http_proxy"] = environment;
        variables["no_proxy"] = "127.0.0.1";
        variables[Address] = "http://localhost/";
#else
        _ = variables;
#endif
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var job = Start(settings, arguments);
        await job._process.WaitForExitAsync();
        return (job._process.ExitCode, await job._output, await job._errors);
    }

    public int Id => _process.Id;

    /// <summary>At once, as a crash or a power cut does.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself a moment ago.
        }
    }

    /// <summary>Sends a signal, as a terminal or an orchestrator does.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{name}", $"{_process.Id}"]) { UseShellExecute = false });
        kill!.WaitForExit();
    }

    public async Task<(int ExitCode, string Text)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output + await _errors);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
