using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Tevreden.Cli.Commands;

/// <summary><c>--since</c>: a time in the past, UTC unless it names a zone. ISO 8601 only: 03-04-2026 is another day for every other reader.</summary>
internal sealed class SinceOption
{
    private static readonly string[] Formats =
        [.. from time in (string[])["", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.FFFFFFF"] from zone in (string[])["", "K"] where time.Length > 0 || zone.Length == 0 select "yyyy-MM-dd" + time + zone];

    private readonly TimeProvider _time;

    public SinceOption(TimeProvider time, string description)
    {
        _time = time;
        Option = new Option<DateTime?>("--since") { Description = description + " UTC unless it names a zone, such as 2026-11-24 or 2026-11-24T13:00.", CustomParser = Read };
    }

    public Option<DateTime?> Option { get; }

    private DateTime? Read(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (!DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            argument.AddError($"--since: expected a time such as 2026-11-24 or 2026-11-24T13:00, found \"{text}\".");
        else if (time > _time.GetUtcNow().UtcDateTime)
            argument.AddError($"--since: expected a time in the past, found {time:yyyy-MM-ddTHH:mm:ssZ}.");
        else
            return time;
        return null;
    }
}
