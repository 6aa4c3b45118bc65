using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>The options that say which responses to read.</summary>
internal sealed class SyncLine
{
    private readonly TimeProvider _time;
    private readonly Option<DateTime?> _since;
    private readonly Option<bool> _full = new("--full") { Description = "Read all responses again." };

    public SyncLine(TimeProvider time)
    {
        _time = time;
        _since = new Option<DateTime?>("--since")
        {
            Description = "Read responses that changed at or after this time (UTC unless it names a zone), such as 2026-11-24 or 2026-11-24T13:00.",
            CustomParser = ReadTime,
        };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_since);
        command.Options.Add(_full);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_since) is not null && result.GetValue(_full))
                result.AddError("--since and --full exclude each other: --full reads everything.");
        });
    }

    public SyncOptions Read(ParseResult parsed) => new(parsed.GetValue(_since), parsed.GetValue(_full));

    private DateTime? ReadTime(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            argument.AddError($"--since: expected a time such as 2026-11-24 or 2026-11-24T13:00, found \"{text}\".");
        else if (time > _time.GetUtcNow().UtcDateTime)
            argument.AddError($"--since: expected a time in the past, found {time:yyyy-MM-ddTHH:mm:ssZ}.");
        else
            return time;
        return null;
    }
}
