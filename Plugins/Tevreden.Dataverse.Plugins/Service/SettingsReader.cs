using System;
using System.Collections.Generic;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Connections;
using Tevreden.Dataverse.Plugins.Core;
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

    /// <summary>What is kept may be outdated: the next reading is a new one.</summary>
    public void Forget() => Kept.Drop(_call.Context.OrganizationId);

    public SettingsReading ReadNow(ConnectionOfInvitation connection)
    {
        var variables = new EnvironmentVariablesQuery(_call.System)
            .Read(EnvironmentVariables.Platform, EnvironmentVariables.ApiBaseUrl, EnvironmentVariables.ApiProfile);
        var problems = new List<SettingProblem>();
        var address = Address(Needed(variables, EnvironmentVariables.ApiBaseUrl, CheckNames.Address, problems), problems);
        var platform = Needed(variables, EnvironmentVariables.Platform, CheckNames.Platform, problems);
        var ways = new List<KeyWay>();
        var key = Key(connection, ways);
        if (key is null)
        {
            problems.Add(new SettingProblem(
                CheckNames.Key,
                new("There is no API key.", "Er is geen API-sleutel."),
                new(
                    $"Fill the environment variable {EnvironmentVariables.ApiKey}, or the API key on the connection.",
                    $"Vul de omgevingsvariabele {EnvironmentVariables.ApiKey}, of de API-sleutel op de verbinding.")));
        }

        variables.TryGetValue(EnvironmentVariables.ApiProfile, out var profile);
        return new SettingsReading(
            platform is not null && address is not null && key is not null ? new ServiceSettings(address, platform, key, profile) : null,
            problems,
            ways,
            _call.Now);
    }

    private static string? Needed(IReadOnlyDictionary<string, string> variables, string name, string check, List<SettingProblem> problems)
    {
        if (variables.TryGetValue(name, out var value))
        {
            return value;
        }

        problems.Add(new SettingProblem(
            check,
            new($"The environment variable {name} is empty.", $"De omgevingsvariabele {name} is leeg."),
            new("Fill it in.", "Vul haar in.")));
        return null;
    }

    // The customer's key may travel encrypted only; a service on the same machine is for development.
    private static Uri? Address(string? text, List<SettingProblem> problems)
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

        const string name = EnvironmentVariables.ApiBaseUrl;
        problems.Add(new SettingProblem(
            CheckNames.Address,
            new($"The environment variable {name} is no address that begins with https://.", $"De omgevingsvariabele {name} is geen adres dat met https:// begint."),
            new("Fill in an address such as https://api.tevreden.nl.", "Vul een adres in zoals https://api.tevreden.nl.")));
        return null;
    }

    private string? Key(ConnectionOfInvitation connection, List<KeyWay> ways)
    {
        const string name = EnvironmentVariables.ApiKey;
        var secret = new SecretQuery(_call.System).Read(name);
        ways.Add(new KeyWay(new($"the secret {name}, read as SYSTEM", $"het geheim {name}, gelezen als SYSTEM"), Problem(secret)));
        if (secret.Value is not null)
        {
            return secret.Value;
        }

        var asUser = new Words($"the secret {name}, read as the service user of the connection", $"het geheim {name}, gelezen als de servicegebruiker van de verbinding");
        if (connection.ServiceUser is { } user)
        {
            secret = new SecretQuery(_call.Services.CreateOrganizationService(user)).Read(name);
            ways.Add(new KeyWay(asUser, Problem(secret)));
            if (secret.Value is not null)
            {
                return secret.Value;
            }
        }
        else
        {
            ways.Add(new KeyWay(asUser, new("the connection names no service user", "de verbinding noemt geen servicegebruiker")));
        }

        var column = string.IsNullOrWhiteSpace(connection.ApiKey) ? null : connection.ApiKey!.Trim();
        ways.Add(new KeyWay(
            new("the secured column API key of the connection", "de beveiligde kolom API-sleutel van de verbinding"),
            column is null ? new("it is empty", "die is leeg") : null));
        return column;
    }

    private static Words? Problem(Secret secret) => secret.Problem is { } problem ? new(problem, problem) : null;
}
