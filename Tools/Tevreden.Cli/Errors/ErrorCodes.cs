namespace Tevreden.Cli.Errors;

/// <summary>The codes of errors, <c>Area.Reason</c>.</summary>
internal static class ErrorCodes
{
    public const string SettingsInvalid = "Configuration.Invalid";
    public const string NotConnected = "Configuration.NotConnected";
    public const string NotConfirmed = "Configuration.NotConfirmed";

    public const string SignInFailed = "SignIn.Failed";
    public const string SignInUnavailable = "SignIn.Unavailable";
    public const string KeyVaultRefused = "SignIn.KeyVaultRefused";

    public const string ServiceRefused = "Service.Refused";
    public const string ServiceUnreachable = "Service.Unreachable";
    public const string ServiceThrottled = "Service.Throttled";
    public const string ServiceAnswerInvalid = "Service.AnswerInvalid";
    public const string ServicePagingStuck = "Service.PagingStuck";

    public const string DataverseUnreachable = "Dataverse.Unreachable";
    public const string DataverseSignInRefused = "Dataverse.SignInRefused";
    public const string DataverseThrottled = "Dataverse.Throttled";
    public const string DataverseRefused = "Dataverse.Refused";
    public const string DataverseRefusesAllRows = "Dataverse.RefusesAllRows";

    public const string ErasureBusy = "Erasure.Busy";
    public const string ErasureNotConfirmed = "Erasure.NotConfirmed";

    public const string CheckFailed = "Check.Failed";

    public const string Locked = "Sync.Locked";
    public const string LeaseLost = "Sync.LeaseLost";
    public const string Stopped = "Sync.Stopped";
    public const string Unexpected = "Job.Unexpected";
}
