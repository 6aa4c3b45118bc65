using System.CommandLine;
using Tevreden.Cli.Configuration;

namespace Tevreden.Cli.Commands;

/// <summary>The options that all commands share. A setting's option is a text here and validated with all other settings, so that every problem is told at once.</summary>
internal sealed class CommandOptions
{
    private readonly IReadOnlyDictionary<Setting, Option<string>> _settings =
        Setting.All.Where(setting => setting.Option is not null).ToDictionary(setting => setting, Text);

    private readonly Option<bool> _json = new("--json") { Description = "End standard output with one line of JSON." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log more." };

    public void AddTo(Command command)
    {
        foreach (var option in _settings.Values)
            command.Options.Add(option);
        command.Options.Add(_json);
        command.Options.Add(_verbose);
    }

    public IReadOnlyDictionary<Setting, string> Settings(ParseResult parsed) =>
        (from option in _settings let text = parsed.GetValue(option.Value) where text is not null select (option.Key, text)).ToDictionary(pair => pair.Key, pair => pair.text);

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    public bool Verbose(ParseResult parsed) => parsed.GetValue(_verbose);

    private static Option<string> Text(Setting setting) => new(setting.Option!) { Description = $"{setting.Description} [{setting.Variable}]" };
}
