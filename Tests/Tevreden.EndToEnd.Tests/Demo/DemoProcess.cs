using System.Diagnostics;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Tevreden.EndToEnd.Tests.Demo;

/// <summary>How a run of the demo ended.</summary>
internal sealed record DemoRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line, as <c>--json</c> promises it.</summary>
    public JObject Report => JObject.Parse(Output.TrimEnd().Split('\n')[^1]);

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}

/// <summary>The demo as people start it: a process of its own.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly StringBuilder _output = new();

    private DemoProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static async Task<DemoRun> RunAsync(params IEnumerable<string> arguments)
    {
        await using var demo = Start(arguments);
        return await demo.WaitAsync();
    }

    public static DemoProcess Start(params IEnumerable<string> arguments)
    {
        // A suite that runs in the background has Ctrl+C ignored, which a child would inherit.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in OperatingSystem.IsLinux() ? ["--default-signal=INT", "dotnet"] : Array.Empty<string>())
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add(Assembly());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return new DemoProcess(Process.Start(start) ?? throw new InvalidOperationException("The demo could not be started."));
    }

    /// <summary>Reads on until a line holds a text, and returns that line.</summary>
    public async Task<string> LineWithAsync(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            _output.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new AssertFailedException($"Expected a line with '{text}'. {_output}{await _errors}");
    }

    /// <summary>Ctrl+C, and how it ended then.</summary>
    public async Task<DemoRun> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        return await WaitAsync();
    }

    public async Task<DemoRun> WaitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        _output.Append(await _process.StandardOutput.ReadToEndAsync(limit.Token));
        await _process.WaitForExitAsync(limit.Token);
        return new DemoRun(_process.ExitCode, _output.ToString(), await _errors);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    // Not the copy beside the tests: that one has no companion job with it.
    private static string Assembly()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Repository.Root, "Tools", "Tevreden.Demo", "bin", framework.Parent!.Name, framework.Name, "Tevreden.Demo.dll");
    }
}
