using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>What a service that can't be used means to an administrator, and what to do about it.</summary>
internal static class ServiceProblems
{
    public static Check Of(SurveyServiceException problem, ServiceSettings settings) => problem.Kind switch
    {
        SurveyServiceProblem.Setup => Check.Wrong(
            CheckNames.Profile,
            new($"The API profile can't be used. {problem.Message}", $"Het API-profiel is niet bruikbaar. {problem.Message}"),
            new("Correct the environment variable tvr_ApiProfile, or empty it.", "Herstel de omgevingsvariabele tvr_ApiProfile, of maak haar leeg.")),
        SurveyServiceProblem.Key => Check.Wrong(
            CheckNames.Key,
            new($"The service refuses this key and platform. {problem.Message}", $"De dienst weigert deze sleutel met dit platform. {problem.Message}"),
            new(
                "Ask the service desk for a valid key and platform name, and correct tvr_ApiKey and tvr_Platform.",
                "Vraag de servicedesk om een geldige sleutel en platformnaam, en herstel tvr_ApiKey en tvr_Platform.")),
        SurveyServiceProblem.Network => Check.Wrong(
            CheckNames.Service,
            new($"Nothing answers at {settings.Host}.", $"Op {settings.Host} antwoordt niets."),
            new(
                "Is tvr_ApiBaseUrl right? Plug-ins reach public addresses only, on ports 80 and 443.",
                "Klopt tvr_ApiBaseUrl? Plug-ins bereiken alleen openbare adressen, op poort 80 en 443.")),
        SurveyServiceProblem.Encryption => Check.Wrong(
            CheckNames.Encryption,
            new($"No encrypted connection to {settings.Host} could be made.", $"Met {settings.Host} kwam geen versleutelde verbinding tot stand."),
            new(
                "Is tvr_ApiBaseUrl right? The certificate there must be valid for that name, and the service must speak TLS 1.2.",
                "Klopt tvr_ApiBaseUrl? Het certificaat daar moet geldig zijn voor die naam, en de dienst moet TLS 1.2 spreken.")),
        _ => Check.Wrong(
            CheckNames.Service,
            new($"The service gives no usable answer. {problem.Message}", $"De dienst geeft geen bruikbaar antwoord. {problem.Message}"),
            new(
                "Is tvr_ApiBaseUrl the address of the API? If it is, test again later, and tell the service desk when it lasts.",
                "Is tvr_ApiBaseUrl het adres van de API? Zo ja, test later opnieuw, en meld het aan de servicedesk als het aanhoudt.")),
    };
}
