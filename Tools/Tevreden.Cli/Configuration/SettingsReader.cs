using System.Globalization;
using Tevreden.Api.Profile;
using Tevreden.Cli.Errors;
using Tevreden.Cli.SignIn;

namespace Tevreden.Cli.Configuration;

/// <summary>Reads and validates the settings once, all of them, so that every problem is told at once.</summary>
/// <param name="host">Where settings come from.</param>
/// <param name="warn">Is told what is no error, but should be done otherwise.</param>
internal sealed class SettingsReader(CliHost host, Action<string> warn)
{
    /// <summary>Where the API key can stand besides its own places.</summary>
    public static readonly string KeyFile = $"a file that {Setting.ApiKeyFile.Variable} or {Setting.ApiKeyFile.Option} names, or a secret of Key Vault that {Setting.ApiKeyVault.Variable} or {Setting.ApiKeyVault.Option} names";

    private readonly SettingSources _sources = new(host);

    /// <param name="options">What the command line gave.</param>
    /// <param name="needsService">A missing API key is a problem.</param>
    /// <exception cref="CliException">All problems at once.</exception>
    public JobSettings Read(IReadOnlyDictionary<Setting, string> options, bool needsService)
    {
        var problems = new SettingProblems();
        var plain = _sources.Plain(options, problems);
        var secrets = _sources.Secret(options);

        string? Text(Setting setting) => (setting.Secret ? secrets : plain)[setting.Key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        var dataverse = Address(Setting.DataverseUrl, Text(Setting.DataverseUrl), problems);
        if (Text(Setting.DataverseUrl) is null)
            problems.Missing(Setting.DataverseUrl, "the address of the environment, such as https://contoso.crm4.dynamics.com");
        var signIn = dataverse is null ? null : new SignInReader(Text, name => Path.GetFullPath(name, host.Directory), host.Environment, problems).Read(dataverse);
        var vault = Vault(Text(Setting.ApiKeyVault), signIn, problems);
        var settings = new
        {
            ApiKey = ApiKey(Text(Setting.ApiKey), Text(Setting.ApiKeyFile), needsService && Text(Setting.ApiKeyVault) is null, problems),
            ApiUrl = Address(Setting.ApiUrl, Text(Setting.ApiUrl), problems),
            ApiProfile = Profile(Text(Setting.ApiProfile), problems),
            PageSize = Number(Setting.PageSize, Text(Setting.PageSize), JobSettings.UsualPageSize, problems),
            BulkSize = Number(Setting.BulkSize, Text(Setting.BulkSize), JobSettings.UsualBulkSize, problems),
        };
        problems.ThrowIfAny();
        foreach (var secret in options.Keys.Where(setting => setting.Secret))
            warn($"{secret.Option} shows a secret to everybody who lists the processes of this machine, and keeps it in the shell's history. Set {secret.Variable} instead.");

        return new JobSettings
        {
            DataverseUrl = dataverse!,
            SignIn = signIn!,
            ApiKeyVault = settings.ApiKey is null ? vault : null,
            ApiKey = settings.ApiKey,
            ApiUrl = settings.ApiUrl,
            Platform = Text(Setting.Platform),
            ApiProfile = settings.ApiProfile,
            PageSize = settings.PageSize,
            BulkSize = settings.BulkSize,
        };
    }

    /// <summary>How to write the log, which must be known before all else.</summary>
    /// <exception cref="CliException">What is set is wrong.</exception>
    public LogSettings ReadLog(IReadOnlyDictionary<Setting, string> options)
    {
        var problems = new SettingProblems();
        var plain = _sources.Plain(options, new SettingProblems());
        var format = plain[Setting.LogFormat.Key]?.Trim();
        if (format is not (null or "" or "text" or "json"))
            problems.Wrong(Setting.LogFormat, "text or json");
        problems.ThrowIfAny();
        return new LogSettings(format == "json", plain[Setting.LogFile.Key] is { Length: > 0 } file ? Path.GetFullPath(file.Trim(), host.Directory) : null);
    }

    private static Uri? Address(Setting setting, string? text, SettingProblems problems)
    {
        if (text is null)
            return null;
        if (ServiceAddress.Read(text) is { } address)
            return address;

        problems.Wrong(setting, "an address that begins with https:// and holds no user, path or query (http:// only for this machine itself)");
        return null;
    }

    private static Uri? Vault(string? text, SignInSettings? signIn, SettingProblems problems)
    {
        if (text is null)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && KeyVault.IsSecretAddress(address))
        {
            if (signIn?.Kind == SignInKind.FixedToken)
                problems.Wrong(Setting.ApiKeyVault, "a sign-in that Key Vault takes; the token of a sandbox is none");
            return address;
        }

        problems.Wrong(Setting.ApiKeyVault, "the address of a secret, such as https://vault.vault.azure.net/secrets/tevreden-api-key");
        return null;
    }

    private string? ApiKey(string? text, string? file, bool needed, SettingProblems problems)
    {
        if (text is null && file is null)
        {
            if (needed)
                problems.Missing(Setting.ApiKey, "the key from the service desk", KeyFile);
            return null;
        }

        if (text is null)
        {
            var path = Path.GetFullPath(file!, host.Directory);
            if (!File.Exists(path))
            {
                problems.Wrong(Setting.ApiKeyFile, $"a file that holds the API key and nothing else; there is none at {path}");
                return null;
            }

            text = File.ReadAllText(path).Trim();
        }

        if (text.Length > 0 && text.All(letter => letter is > ' ' and < '\x7f'))
            return text;
        problems.Wrong(Setting.ApiKey, "the key as the service desk gave it, without blanks or other lines");
        return null;
    }

    private string? Profile(string? text, SettingProblems problems)
    {
        if (text is null)
            return null;

        var json = text;
        if (!text.StartsWith('{'))
        {
            var path = Path.GetFullPath(text, host.Directory);
            if (!File.Exists(path))
            {
                problems.Wrong(Setting.ApiProfile, $"a JSON merge patch, or the path of a file that holds one; there is none at {path}");
                return null;
            }

            json = File.ReadAllText(path);
        }

        ApiProfiles.Read(json, problem => problems.Wrong(Setting.ApiProfile, $"a profile that can be used. {problem}"));
        return json;
    }

    private static int Number(Setting setting, string? text, int usual, SettingProblems problems)
    {
        if (text is null)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1000)
            return number;

        problems.Wrong(setting, "a whole number from 1 to 1000");
        return usual;
    }
}
