using Microsoft.Extensions.Logging;
using Spectre.Console;
using Tevreden.Cli.Configuration;

namespace Tevreden.Cli.Output;

/// <summary>Where the log of a run goes: standard error, the console that a progress bar shares, or a file.</summary>
internal sealed class LogOutput : IDisposable
{
    private readonly CliHost _host;
    private readonly IAnsiConsole? _terminal;
    private readonly LogSettings _settings;
    private readonly TextWriter? _file;

    private LogOutput(CliHost host, IAnsiConsole? terminal, LogSettings settings)
    {
        _host = host;
        _terminal = terminal;
        _settings = settings;
        _file = settings.File is { } path ? TextWriter.Synchronized(new StreamWriter(path, append: true) { AutoFlush = true }) : null;
    }

    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    public static LogOutput Open(CliHost host, IAnsiConsole? terminal, LogSettings settings) => new(host, terminal, settings);

    public ILogger Logger(JobIdentity run, bool verbose)
    {
        var least = verbose ? LogLevel.Debug : _terminal is null || _file is not null ? LogLevel.Information : LogLevel.Warning;
        return new LineLogger(WriteLine, _host.Time, run, least, _settings.Json);
    }

    public void Dispose() => _file?.Dispose();

    private void WriteLine(string line)
    {
        // On a terminal the bar and the lines share one console, or they would overwrite each other.
        if (_file is not null)
            _file.WriteLine(line);
        else if (_terminal is null)
            _host.Error.WriteLine(line);
        else
            _terminal.WriteLine(line);
    }
}
