using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Commands;

/// <summary>The options that commands share. A setting's option is a text here and validated with all other settings, so that every problem is told at once.</summary>
internal sealed class CommandOptions
{
    private readonly TimeProvider _time;
    private readonly IReadOnlyDictionary<Setting, Option<string>> _settings = new Dictionary<Setting, Option<string>>
    {
        [Setting.DataverseUrl] = Text(Setting.DataverseUrl, "Address of the environment, such as https://contoso.crm4.dynamics.com."),
        [Setting.Token] = Text(Setting.Token, "Token that a sandbox on this machine printed at its start; no other environment takes one."),
        [Setting.ApiUrl] = Text(Setting.ApiUrl, "Address of the survey service. Without it, as the environment says."),
        [Setting.Platform] = Text(Setting.Platform, "Platform name from the service desk. Without it, as the environment says."),
        [Setting.ApiKeyFile] = Text(Setting.ApiKeyFile, $"File that holds the API key (the key itself: {Setting.ApiKey.Variable} or user-secrets)."),
        [Setting.ApiProfile] = Text(Setting.ApiProfile, "What differs from the built-in API profile: a JSON merge patch, or a file that holds one."),
        [Setting.PageSize] = Text(Setting.PageSize, $"Responses asked of the service at a time, 1 to 1000 (usually {JobSettings.UsualPageSize})."),
        [Setting.BulkSize] = Text(Setting.BulkSize, $"Rows written in one request to begin with, 1 to 1000 (usually {JobSettings.UsualBulkSize})."),
    };

    private readonly Option<DateTime?> _since;
    private readonly Option<bool> _full = new("--full") { Description = "Read all responses again." };
    private readonly Option<bool> _json = new("--json") { Description = "End standard output with one line of JSON." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log more." };

    public CommandOptions(TimeProvider time)
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
        foreach (var option in _settings.Values)
            command.Options.Add(option);
        command.Options.Add(_since);
        command.Options.Add(_full);
        command.Options.Add(_json);
        command.Options.Add(_verbose);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_since) is not null && result.GetValue(_full))
                result.AddError("--since and --full exclude each other: --full reads everything.");
        });
    }

    public IReadOnlyDictionary<Setting, string> Settings(ParseResult parsed) =>
        (from option in _settings let text = parsed.GetValue(option.Value) where text is not null select (option.Key, text)).ToDictionary(pair => pair.Key, pair => pair.text);

    public SyncOptions Sync(ParseResult parsed) => new(parsed.GetValue(_since), parsed.GetValue(_full));

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    public bool Verbose(ParseResult parsed) => parsed.GetValue(_verbose);

    private static Option<string> Text(Setting setting, string description) => new(setting.Option!) { Description = $"{description} [{setting.Variable}]" };

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
