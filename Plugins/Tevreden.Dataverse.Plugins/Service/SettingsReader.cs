using System;
using System.Collections.Generic;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Service;

/// <summary>
/// Reads the four environment variables, and the key in the first of three ways that works: the secret as SYSTEM, the
/// secret as the service user that the connection names, the secured column of the connection.
/// </summary>
internal sealed class SettingsReader
{
    private static readonly MinuteCache<SettingsReading> Kept = new();

    private readonly PluginCall _call;

    public SettingsReader(PluginCall call) => _call = call;

    /// <summary>At most once per minute and worker; incomplete settings are read again each time.</summary>
    public SettingsReading Read(ConnectionOfInvitation connection)
    {
        SettingsReading? incomplete = null;
        return Kept.Get(_call.Context.OrganizationId, _call.Now, () =>
        {
            var reading = ReadNow(connection);
            incomplete = reading.Settings is null ? reading : null;
            return incomplete is null ? reading : null;
        }) ?? incomplete!;
    }

    /// <summary>The service refused the key: the next run reads it anew.</summary>
    public void Forget() => Kept.Drop(_call.Context.OrganizationId);

    public SettingsReading ReadNow(ConnectionOfInvitation connection)
    {
        var variables = new EnvironmentVariablesQuery(_call.System)
            .Read(EnvironmentVariables.Platform, EnvironmentVariables.ApiBaseUrl, EnvironmentVariables.ApiProfile);
        var problems = new List<string>();
        var report = new List<string>();

        var platform = Needed(variables, EnvironmentVariables.Platform, problems);
        var address = Address(Needed(variables, EnvironmentVariables.ApiBaseUrl, problems), problems);
        var key = Key(connection, report);
        if (key is null)
        {
            problems.Add($"There is no API key. Fill the environment variable {EnvironmentVariables.ApiKey}, or the API key on the connection.");
        }

        return new SettingsReading(
            platform is not null && address is not null && key is not null
                ? new ServiceSettings(address, platform, key, variables.TryGetValue(EnvironmentVariables.ApiProfile, out var profile) ? profile : null)
                : null,
            problems,
            report);
    }

    private static string? Needed(IReadOnlyDictionary<string, string> variables, string name, List<string> problems)
    {
        if (variables.TryGetValue(name, out var value))
        {
            return value;
        }

        problems.Add($"The environment variable {name} is empty. Fill it in.");
        return null;
    }

    // The customer's key may travel encrypted only; a service on the same machine is for development.
    private static Uri? Address(string? text, List<string> problems)
    {
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            return address;
        }

        problems.Add($"The environment variable {EnvironmentVariables.ApiBaseUrl} must be an address that begins with https://, such as https://api.tevreden.nl.");
        return null;
    }

    private string? Key(ConnectionOfInvitation connection, List<string> report)
    {
        var secret = new SecretQuery(_call.System).Read(EnvironmentVariables.ApiKey);
        report.Add(Line($"secret {EnvironmentVariables.ApiKey} read as SYSTEM", secret.Problem));
        if (secret.Value is not null)
        {
            return secret.Value;
        }

        if (connection.ServiceUser is { } user)
        {
            secret = new SecretQuery(_call.Services.CreateOrganizationService(user)).Read(EnvironmentVariables.ApiKey);
            report.Add(Line($"secret {EnvironmentVariables.ApiKey} read as the service user of the connection", secret.Problem));
            if (secret.Value is not null)
            {
                return secret.Value;
            }
        }
        else
        {
            report.Add(Line($"secret {EnvironmentVariables.ApiKey} read as the service user of the connection", "the connection names no service user"));
        }

        var column = string.IsNullOrWhiteSpace(connection.ApiKey) ? null : connection.ApiKey!.Trim();
        report.Add(Line("API key in the secured column of the connection", column is null ? "it is empty" : null));
        return column;
    }

    private static string Line(string way, string? problem) => problem is null ? $"API key: {way}: used." : $"API key: {way}: not used: {problem}";
}
