using System.ServiceModel;
using Azure.Identity;
using Microsoft.Xrm.Sdk;
using Tevreden.Api;
using Tevreden.Cli.Dataverse;

namespace Tevreden.Cli.Errors;

/// <summary>Every exception that can end a command, as an error with a code and an exit code.</summary>
internal static class ErrorMapper
{
    public static CliException Map(Exception exception) => exception switch
    {
        CliException known => known,
        OperationCanceledException { InnerException: not TimeoutException } => new CliException(ErrorCodes.Stopped, "Stopped before the end. What was written before is safe; the next run goes on from there.", ExitCodes.Interrupted, exception),
        TevredenApiException service => MapService(service),
        _ when SignIn(exception) is { } refused => MapSignIn(refused),
        FaultException<OrganizationServiceFault> or FaultException => MapDataverse(exception),
        _ when DataverseFaults.Kind(exception) is not FaultKind.Other => MapDataverse(exception),
        _ => new CliException(
            ErrorCodes.Unexpected,
            $"The job met a fault of its own ({exception.GetType().Name}: {SafeText.Of(exception.Message)}). Run it with --verbose and report what it says.",
            ExitCodes.Unexpected,
            exception),
    };

    private static AuthenticationFailedException? SignIn(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationFailedException refused)
                return refused;
        }

        return null;
    }

    private static CliException MapSignIn(AuthenticationFailedException exception) => exception is CredentialUnavailableException
        ? new CliException(
            ErrorCodes.SignInUnavailable,
            $"This machine can't sign in that way ({SafeText.Of(exception.Message)}). Choose another sign-in, or make this one work: a managed identity needs an Azure resource that has one, azure-cli needs az login.",
            ExitCodes.Configuration,
            exception)
        : new CliException(
            ErrorCodes.SignInFailed,
            $"Signing in failed ({SafeText.Of(exception.Message)}). Check tenant, application and secret or certificate, and whether they expired.",
            ExitCodes.DataverseUnreachable,
            exception);

    private static CliException MapService(TevredenApiException exception) => exception switch
    {
        InvalidKeyException or NoAccessException => Service(
            ErrorCodes.ServiceRefused, exception, "Check the API key and the platform name; both come from the service desk."),
        TooManyRequestsException => Service(ErrorCodes.ServiceThrottled, exception, "It went on throttling for longer than the job waits. Run again later, or less often."),
        ServiceUnreachableException => Service(ErrorCodes.ServiceUnreachable, exception, null),
        AnswerLostException or ServiceFaultException => Service(ErrorCodes.ServiceUnreachable, exception, "It was asked several times. Run again later."),
        InvalidAnswerException => Service(ErrorCodes.ServiceAnswerInvalid, exception, "Check the address and the API profile."),
        _ => Service(ErrorCodes.ServiceRefused, exception, "Check the address and the API profile."),
    };

    private static CliException Service(string code, Exception cause, string? advice) =>
        new(code, advice is null ? cause.Message : $"{cause.Message} {advice}", ExitCodes.ServiceUnreachable, cause);

    private static CliException MapDataverse(Exception exception)
    {
        var text = SafeText.Of(exception.Message);
        return DataverseFaults.Kind(exception) switch
        {
            FaultKind.Throttled => new CliException(
                ErrorCodes.DataverseThrottled, $"Dataverse went on throttling for longer than the job waits ({text}). Run again later.", ExitCodes.DataverseUnreachable, exception),
            FaultKind.Transient or FaultKind.TimedOut => new CliException(
                ErrorCodes.DataverseUnreachable, $"Dataverse can't be reached ({text}). Is the address right, and may this machine reach it?", ExitCodes.DataverseUnreachable, exception),
            FaultKind.SignInRefused => new CliException(
                ErrorCodes.DataverseSignInRefused,
                $"Dataverse refused the sign-in or a privilege ({text}). Expected an application user with the role of the service.",
                ExitCodes.DataverseUnreachable,
                exception),
            _ => new CliException(
                ErrorCodes.DataverseRefused,
                $"Dataverse refused a request ({text}). Is the solution imported, in a version that belongs to this job, and are its keys active?",
                ExitCodes.DataverseUnreachable,
                exception),
        };
    }
}
