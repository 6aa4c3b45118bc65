using System.Globalization;
using Microsoft.Extensions.Configuration;
using Tevreden.Api.Profile;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Configuration;

/// <summary>Reads and validates the settings once. Later sources win: appsettings.json, user-secrets, environment variables, options.</summary>
internal sealed class SettingsReader(CliHost host)
{
    /// <summary>Where the API key can stand besides its own places.</summary>
    public static readonly string KeyFile = $"a file that {Setting.ApiKeyFile.Variable} or {Setting.ApiKeyFile.Option} names";

    private const string SettingsFile = "appsettings.json";

    /// <param name="options">What the command line gave.</param>
    /// <param name="needsService">A missing API key is a problem.</param>
    /// <exception cref="CliException">All problems at once.</exception>
    public JobSettings Read(IReadOnlyDictionary<Setting, string> options, bool needsService)
    {
        var problems = new SettingProblems();
        var plain = PlainSources(options, problems);
        var secrets = SecretSources(options);

        string? Text(Setting setting) => (setting.Secret ? secrets : plain)[setting.Key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        var dataverse = Address(Setting.DataverseUrl, Text(Setting.DataverseUrl), problems);
        if (Text(Setting.DataverseUrl) is null)
            problems.Missing(Setting.DataverseUrl, "the address of the environment, such as https://contoso.crm4.dynamics.com");
        var token = Token(Text(Setting.Token), dataverse, problems);
        var settings = new
        {
            ApiKey = ApiKey(Text(Setting.ApiKey), Text(Setting.ApiKeyFile), needsService, problems),
            ApiUrl = Address(Setting.ApiUrl, Text(Setting.ApiUrl), problems),
            ApiProfile = Profile(Text(Setting.ApiProfile), problems),
            PageSize = Number(Setting.PageSize, Text(Setting.PageSize), JobSettings.UsualPageSize, problems),
            BulkSize = Number(Setting.BulkSize, Text(Setting.BulkSize), JobSettings.UsualBulkSize, problems),
        };
        problems.ThrowIfAny();

        return new JobSettings
        {
            DataverseUrl = dataverse!,
            Token = token!,
            ApiKey = settings.ApiKey,
            ApiUrl = settings.ApiUrl,
            Platform = Text(Setting.Platform),
            ApiProfile = settings.ApiProfile,
            PageSize = settings.PageSize,
            BulkSize = settings.BulkSize,
        };
    }

    private IConfigurationRoot PlainSources(IReadOnlyDictionary<Setting, string> options, SettingProblems problems)
    {
        var file = FromFile(problems);
        foreach (var setting in Setting.All.Where(setting => setting.Secret && file[setting.Key] is not null))
            problems.Add($"{setting.Name} stands in {SettingsFile}, which is no place for a secret. Remove it there, renew it, and set it with {setting.Places}.");

        return new ConfigurationBuilder()
            .AddConfiguration(file)
            .AddInMemoryCollection(FromEnvironment(secret: false))
            .AddInMemoryCollection(FromOptions(options, secret: false))
            .Build();
    }

    private IConfigurationRoot SecretSources(IReadOnlyDictionary<Setting, string> options)
    {
        var builder = new ConfigurationBuilder();
        if (host.UseUserSecrets)
            builder.AddUserSecrets(typeof(SettingsReader).Assembly, optional: true);
        return builder.AddInMemoryCollection(FromEnvironment(secret: true)).AddInMemoryCollection(FromOptions(options, secret: true)).Build();
    }

    private IConfigurationRoot FromFile(SettingProblems problems)
    {
        try
        {
            return new ConfigurationBuilder().SetBasePath(host.Directory).AddJsonFile(SettingsFile, optional: true, reloadOnChange: false).Build();
        }
        catch (InvalidDataException exception)
        {
            problems.Add($"{Path.Combine(host.Directory, SettingsFile)} can't be read: {SafeText.Of(exception.InnerException?.Message ?? exception.Message)} Expected JSON with the settings under \"Tevreden\".");
            return new ConfigurationBuilder().Build();
        }
    }

    private IEnumerable<KeyValuePair<string, string?>> FromEnvironment(bool secret) =>
        from setting in Setting.All
        where setting.Secret == secret && host.Environment.ContainsKey(setting.Variable)
        select new KeyValuePair<string, string?>(setting.Key, host.Environment[setting.Variable]);

    private static IEnumerable<KeyValuePair<string, string?>> FromOptions(IReadOnlyDictionary<Setting, string> options, bool secret) =>
        from option in options
        where option.Key.Secret == secret
        select new KeyValuePair<string, string?>(option.Key.Key, option.Value);

    private static Uri? Address(Setting setting, string? text, SettingProblems problems)
    {
        if (text is null)
            return null;
        if (ServiceAddress.Read(text) is { } address)
            return address;

        problems.Wrong(setting, "an address that begins with https:// and holds no user, path or query (http:// only for this machine itself)");
        return null;
    }

    private static string? Token(string? text, Uri? dataverse, SettingProblems problems)
    {
        if (dataverse is { IsLoopback: false })
        {
            problems.Add(
                $"Signing in to real environments is not built yet (issue 10), so {dataverse.Host} can't be reached. "
                + $"Expected the address of a sandbox on this machine, such as http://127.0.0.1:5080, in {Setting.DataverseUrl.Places}.");
        }
        else if (text is null)
        {
            problems.Missing(Setting.Token, "the token that the sandbox on this machine printed at its start");
        }

        return text;
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
