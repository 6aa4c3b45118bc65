using System.Globalization;
using Microsoft.Extensions.Logging;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Output;

/// <summary>
/// Writes one line per event, as text or as JSON: time, level, run, and the event's own <c>Area.Reason name=value</c>. No line holds the address of a person. Of an
/// exception it tells the types and where, not the texts.
/// </summary>
internal sealed class LineLogger(Action<string> write, TimeProvider time, JobIdentity run, LogLevel least, bool json) : ILogger
{
    private const int RunDigits = 8;

    private readonly string _run = run.RunId.ToString("N", CultureInfo.InvariantCulture)[..RunDigits];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        var now = time.GetUtcNow().UtcDateTime;
        var text = SafeText.Line(formatter(state, exception));
        if (json)
        {
            write(JsonLogLine.Make(now, Name(logLevel), run, text, state as IEnumerable<KeyValuePair<string, object?>>, exception));
            return;
        }

        write(string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-ddTHH:mm:ss.fffZ} {Name(logLevel)} run={_run} {text}"));
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            write($"  {cause.GetType().FullName}{Environment.NewLine}{cause.StackTrace}");
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };
}
