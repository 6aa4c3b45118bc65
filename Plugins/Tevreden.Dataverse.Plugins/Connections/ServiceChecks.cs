using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>The checks at the service: reached, encrypted, key and platform accepted, surveys and locations there; and brings the latter.</summary>
internal sealed class ServiceChecks
{
    private const int FirstLocations = 200;

    // Wider than this, moments at both sides can't be compared, and certificates or tokens begin to fail.
    private static readonly TimeSpan MostClockDifference = TimeSpan.FromMinutes(2);

    private readonly PluginCall _call;
    private readonly Func<ServiceSettings, ISurveyService> _connect;
    private readonly bool _refreshes;

    /// <param name="call">This run.</param>
    /// <param name="connect">Makes the service's client.</param>
    /// <param name="refreshes">Whether surveys and locations are written: not before their alternate keys are active.</param>
    public ServiceChecks(PluginCall call, Func<ServiceSettings, ISurveyService> connect, bool refreshes)
    {
        _call = call;
        _connect = connect;
        _refreshes = refreshes;
    }

    public IReadOnlyList<Check> Run(ServiceSettings settings)
    {
        try
        {
            using var service = _connect(settings);
            return Run(settings, service);
        }
        catch (SurveyServiceException problem)
        {
            return [ServiceProblems.Of(problem, settings)];
        }
    }

    private List<Check> Run(ServiceSettings settings, ISurveyService service)
    {
        var checks = new List<Check>
        {
            new(CheckNames.Profile, true, settings.Profile is null
                ? new("The built-in API profile is used.", "Het ingebouwde API-profiel wordt gebruikt.")
                : new("The API profile's differences are valid.", "De afwijkingen van het API-profiel zijn geldig.")),
        };
        try
        {
            checks.Add(Platform(settings, service));
            checks.AddRange(Reached(settings));
            var surveys = service.Surveys();
            checks.Add(Surveys(surveys));
            Refresh(surveys, []);
        }
        catch (SurveyServiceException problem)
        {
            checks.Add(ServiceProblems.Of(problem, settings));
            return checks;
        }

        checks.Add(Locations(service));
        checks.Add(Clock(service));
        return checks;
    }

    private static IEnumerable<Check> Reached(ServiceSettings settings)
    {
        yield return new(
            CheckNames.Service,
            true,
            new($"The service at {settings.Host} answers and accepts the API key.", $"De dienst op {settings.Host} antwoordt en accepteert de API-sleutel."));
        yield return settings.Address.Scheme == Uri.UriSchemeHttps
            ? new(CheckNames.Encryption, true, new("The connection is encrypted.", "De verbinding is versleuteld."))
            : Check.Warning(
                CheckNames.Encryption,
                new("The connection is not encrypted.", "De verbinding is niet versleuteld."),
                new("This is for a service on the same machine only; use https:// everywhere else.", "Dit is alleen voor een dienst op dezelfde machine; gebruik overal elders https://."));
    }

    private void Refresh(IReadOnlyList<SurveyOffered> surveys, IReadOnlyList<LocationOffered> locations)
    {
        if (_refreshes)
        {
            new OfferedRows(_call.System).Write(surveys, locations);
        }
    }

    private static Check Platform(ServiceSettings settings, ISurveyService service)
    {
        IReadOnlyList<string> names;
        try
        {
            names = service.Platforms();
        }
        catch (SurveyServiceException problem) when (problem.Kind == SurveyServiceProblem.Answer)
        {
            // Surveys tell as well whether the platform is accepted.
            return Check.Warning(
                CheckNames.Platform,
                new($"The list of platforms could not be read. {problem.Message}", $"De lijst van platforms kon niet worden gelezen. {problem.Message}"),
                new("Nothing, where the surveys are found.", "Niets, als de enquêtes gevonden worden."));
        }

        return names.Contains(settings.Platform, StringComparer.OrdinalIgnoreCase)
            ? new(CheckNames.Platform, true, new($"The platform '{settings.Platform}' is known.", $"Het platform '{settings.Platform}' is bekend."))
            : Check.Wrong(
                CheckNames.Platform,
                new($"The service does not name '{settings.Platform}' among this key's platforms.", $"De dienst noemt '{settings.Platform}' niet bij de platforms van deze sleutel."),
                new(
                    $"Fill the environment variable tvr_Platform with one of: {string.Join(", ", names)}.",
                    $"Vul de omgevingsvariabele tvr_Platform met een van: {string.Join(", ", names)}."));
    }

    private static Check Surveys(IReadOnlyList<SurveyOffered> surveys) => surveys.Count > 0
        ? new(CheckNames.Surveys, true, new($"Surveys found and refreshed: {surveys.Count}.", $"Enquêtes gevonden en ververst: {surveys.Count}."))
        : Check.Warning(
            CheckNames.Surveys,
            new("The service offers no survey.", "De dienst biedt geen enquête aan."),
            new("Make one there first: without one no rule can invite anybody.", "Maak daar eerst een enquête: zonder kan geen regel iemand uitnodigen."));

    private Check Locations(ISurveyService service)
    {
        try
        {
            var locations = service.Locations(FirstLocations);
            Refresh([], locations);
            return new(
                CheckNames.Locations,
                true,
                locations.Count < FirstLocations
                    ? new($"Locations found and refreshed: {locations.Count}.", $"Vestigingen gevonden en ververst: {locations.Count}.")
                    : new(
                        $"The first {FirstLocations} locations were refreshed; the companion job brings the rest.",
                        $"De eerste {FirstLocations} vestigingen zijn ververst; de bijbehorende taak haalt de rest."));
        }
        catch (SurveyServiceException problem)
        {
            return Check.Warning(
                CheckNames.Locations,
                new($"The locations could not be read. {problem.Message}", $"De vestigingen konden niet worden gelezen. {problem.Message}"),
                new("Without them invitations carry no location. Test again later.", "Zonder dragen uitnodigingen geen vestiging. Test later opnieuw."));
        }
    }

    private Check Clock(ISurveyService service)
    {
        if (service.Time is not { } theirs)
        {
            return new(CheckNames.Clock, true, new("The service shows no clock to compare with.", "De dienst toont geen klok om mee te vergelijken."));
        }

        var difference = (theirs - _call.Now).Duration();
        var seconds = (int)difference.TotalSeconds;
        return difference <= MostClockDifference
            ? new(CheckNames.Clock, true, new($"The clocks differ by {seconds} seconds.", $"De klokken verschillen {seconds} seconden."))
            : Check.Warning(
                CheckNames.Clock,
                new($"The clocks of this environment and of the service differ by {seconds} seconds.", $"De klokken van deze omgeving en van de dienst verschillen {seconds} seconden."),
                new(
                    "Answers may seem to come before their invitation. Tell the service desk; Microsoft keeps this environment's clock.",
                    "Antwoorden kunnen van vóór hun uitnodiging lijken. Meld het aan de servicedesk; de klok van deze omgeving houdt Microsoft gelijk."));
    }
}
