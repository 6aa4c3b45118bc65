using Microsoft.Extensions.Configuration;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Configuration;

/// <summary>Where settings come from. Later sources win: appsettings.json, user-secrets, environment variables, options.</summary>
internal sealed class SettingSources(CliHost host)
{
    private const string SettingsFile = "appsettings.json";

    /// <summary>Everything that is no secret.</summary>
    /// <param name="options">What the command line gave.</param>
    /// <param name="problems">Is told of a secret in the file, and of a file that can't be read.</param>
    public IConfigurationRoot Plain(IReadOnlyDictionary<Setting, string> options, SettingProblems problems)
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

    /// <summary>The secrets, which no file beside the job may hold.</summary>
    public IConfigurationRoot Secret(IReadOnlyDictionary<Setting, string> options)
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
}
