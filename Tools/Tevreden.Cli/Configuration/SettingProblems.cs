using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Configuration;

/// <summary>Everything that is wrong with the settings, so that a person corrects them once.</summary>
internal sealed class SettingProblems
{
    private readonly List<string> _problems = [];

    public void Missing(Setting setting, string meaning, string? elsewhere = null) =>
        _problems.Add($"{setting.Name} is missing: {meaning}. Set it with {setting.Places}{(elsewhere is null ? "" : $", or in {elsewhere}")}.");

    /// <param name="setting">The setting.</param>
    /// <param name="expected">What it should be; never what it is, for that may be a secret.</param>
    public void Wrong(Setting setting, string expected) => _problems.Add($"{setting.Name}: expected {expected}. Set it with {setting.Places}.");

    public void Add(string problem) => _problems.Add(problem);

    /// <exception cref="CliException">There are problems.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new CliException(ErrorCodes.SettingsInvalid, string.Join(Environment.NewLine, _problems), ExitCodes.Configuration);
    }
}
