using Tevreden.Api.Profile;
using Tevreden.Cli.Configuration;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Service;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>Which service belongs to this environment, and whether that is the one that an administrator confirmed.</summary>
internal static class ServiceOfEnvironment
{
    /// <summary>This machine's settings first, then the environment variables of the solution, which the plug-ins use too.</summary>
    /// <exception cref="CliException">Something is missing or wrong; all of it at once.</exception>
    public static ServiceSettings Resolve(JobSettings settings, IReadOnlyDictionary<string, string> variables)
    {
        var problems = new SettingProblems();
        var address = settings.ApiUrl;
        if (address is null && variables.TryGetValue(EnvironmentVariables.ApiBaseUrl, out var text))
        {
            address = ServiceAddress.Read(text);
            if (address is null)
                problems.Add($"The environment variable {EnvironmentVariables.ApiBaseUrl} in Dataverse: expected an address that begins with https:// and holds no user, path or query. Correct it there.");
        }
        else if (address is null)
        {
            problems.Missing(Setting.ApiUrl, "the address of the service, such as https://api.tevreden.nl", Variable(EnvironmentVariables.ApiBaseUrl));
        }

        var platform = settings.Platform ?? variables.GetValueOrDefault(EnvironmentVariables.Platform);
        if (platform is null)
            problems.Missing(Setting.Platform, "the platform name from the service desk", Variable(EnvironmentVariables.Platform));

        var profile = Profile(settings, variables, problems);

        if (settings.ApiKey is null)
            problems.Missing(Setting.ApiKey, "the key from the service desk", SettingsReader.KeyFile);

        problems.ThrowIfAny();
        return new ServiceSettings { Address = address!, Platform = platform!, ApiKey = settings.ApiKey!, Profile = profile };
    }

    /// <summary>The API profile alone.</summary>
    /// <exception cref="CliException">It is wrong.</exception>
    public static ApiProfile Profile(JobSettings settings, IReadOnlyDictionary<string, string> variables)
    {
        var problems = new SettingProblems();
        var profile = Profile(settings, variables, problems);
        problems.ThrowIfAny();
        return profile;
    }

    /// <summary>A copy of an environment must not take in the responses of the original, nor say that its invitations were answered.</summary>
    /// <exception cref="CliException">Never confirmed, or something else was confirmed.</exception>
    public static ConnectionFacts RefuseUnconfirmed(Opening opening, ServiceSettings service)
    {
        if (opening.Connection is not { Organisation: { } organisation, Host: { } host, Platform: { } platform } connection)
        {
            throw new CliException(
                ErrorCodes.NotConnected,
                "This environment was never connected to the service. An administrator opens the connection in Dataverse and presses \"Test connection\" (custom API tvr_TestConnection) first.",
                ExitCodes.Configuration);
        }

        var found = Difference("the organisation", organisation, opening.Organisation.ToString("D"))
            ?? Difference("the address of the service", host, service.Host)
            ?? Difference("the platform", platform, service.Platform);
        return found is null
            ? connection
            : throw new CliException(
                ErrorCodes.NotConfirmed,
                $"{found} Is this a copy of another environment, or was a setting changed? Correct it, or have an administrator press \"Test connection\" here to confirm.",
                ExitCodes.Configuration);
    }

    private static ApiProfile Profile(JobSettings settings, IReadOnlyDictionary<string, string> variables, SettingProblems problems) =>
        settings.ApiProfile is null
            ? ApiProfiles.Read(variables.GetValueOrDefault(EnvironmentVariables.ApiProfile), problem => problems.Add($"The environment variable {EnvironmentVariables.ApiProfile} in Dataverse: {problem}"))
            : ApiProfile.FromMergePatch(settings.ApiProfile);

    private static string Variable(string name) => $"the environment variable {name} in Dataverse";

    private static string? Difference(string what, string confirmed, string found) =>
        string.Equals(confirmed, found, StringComparison.OrdinalIgnoreCase) ? null : $"What was confirmed for this environment has changed: expected {what} {confirmed}, found {found}.";
}
