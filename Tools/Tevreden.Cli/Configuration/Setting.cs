namespace Tevreden.Cli.Configuration;

/// <summary>One setting and the places where it can be set.</summary>
/// <param name="Name">Name under <c>Tevreden</c> in appsettings.json and user-secrets.</param>
/// <param name="Variable">Environment variable.</param>
/// <param name="Description">What it is, for help and documentation.</param>
/// <param name="Option">Option of the command line; null for secrets, which process lists and shell histories must not show.</param>
/// <param name="Secret">Not taken from appsettings.json either, which ends in repositories and images.</param>
internal sealed record Setting(string Name, string Variable, string Description, string? Option = null, bool Secret = false)
{
    public static readonly Setting DataverseUrl = new(
        "DataverseUrl", "TEVREDEN_DATAVERSE_URL", "Address of the environment, such as https://contoso.crm4.dynamics.com.", "--dataverse");

    public static readonly Setting Token = new(
        "Token", "TEVREDEN_TOKEN", "Token that a sandbox on this machine printed at its start; no other environment takes one.", "--token", Secret: true);

    public static readonly Setting SignIn = new(
        "SignIn", "TEVREDEN_SIGN_IN", "How to sign in to Dataverse: client-secret, certificate, managed-identity, workload-identity or azure-cli.", "--sign-in");

    public static readonly Setting TenantId = new("TenantId", "TEVREDEN_TENANT_ID", "Tenant that the environment belongs to.", "--tenant");

    public static readonly Setting ClientId = new(
        "ClientId", "TEVREDEN_CLIENT_ID", "Application that is an application user of the environment, or the managed identity.", "--client-id");

    public static readonly Setting ClientSecret = new("ClientSecret", "TEVREDEN_CLIENT_SECRET", "The application's secret.", Secret: true);

    public static readonly Setting ClientSecretFile = new(
        "ClientSecretFile", "TEVREDEN_CLIENT_SECRET_FILE", "File that holds the application's secret and nothing else.", "--client-secret-file");

    public static readonly Setting CertificateFile = new(
        "CertificateFile", "TEVREDEN_CERTIFICATE_FILE", "File (PEM or PFX) with the application's certificate and its private key.", "--certificate-file");

    public static readonly Setting CertificatePassword = new("CertificatePassword", "TEVREDEN_CERTIFICATE_PASSWORD", "Opens the certificate file.", Secret: true);

    public static readonly Setting ApiUrl = new(
        "ApiUrl", "TEVREDEN_API_URL", "Address of the survey service. Without it, as the environment says.", "--api");

    public static readonly Setting Platform = new(
        "Platform", "TEVREDEN_PLATFORM", "Platform name from the service desk. Without it, as the environment says.", "--platform");

    public static readonly Setting ApiKey = new("ApiKey", "TEVREDEN_API_KEY", "The API key from the service desk.", Secret: true);

    public static readonly Setting ApiKeyFile = new("ApiKeyFile", "TEVREDEN_API_KEY_FILE", "File that holds the API key and nothing else.", "--api-key-file");

    public static readonly Setting ApiKeyVault = new(
        "ApiKeyVault", "TEVREDEN_API_KEY_VAULT", "Address of the Key Vault secret that holds the API key; read with the identity of the sign-in.", "--api-key-vault");

    public static readonly Setting ApiProfile = new(
        "ApiProfile", "TEVREDEN_API_PROFILE", "What differs from the built-in API profile: a JSON merge patch, or a file that holds one.", "--api-profile");

    public static readonly Setting PageSize = new(
        "PageSize", "TEVREDEN_PAGE_SIZE", $"Responses asked of the service at a time, 1 to 1000 (usually {JobSettings.UsualPageSize}).", "--page-size");

    public static readonly Setting BulkSize = new(
        "BulkSize", "TEVREDEN_BULK_SIZE", $"Rows written in one request to begin with, 1 to 1000 (usually {JobSettings.UsualBulkSize}).", "--bulk-size");

    public static readonly Setting LogFormat = new("LogFormat", "TEVREDEN_LOG_FORMAT", "How the log is written: text or json.", "--log-format");

    public static readonly Setting LogFile = new("LogFile", "TEVREDEN_LOG_FILE", "File that the log is added to, in place of standard error.", "--log-file");

    public static IReadOnlyList<Setting> All { get; } =
    [
        DataverseUrl, SignIn, TenantId, ClientId, ClientSecret, ClientSecretFile, CertificateFile, CertificatePassword, Token,
        ApiUrl, Platform, ApiKey, ApiKeyFile, ApiKeyVault, ApiProfile, PageSize, BulkSize, LogFormat, LogFile,
    ];

    /// <summary>Its key in the configuration.</summary>
    public string Key => $"{Section}:{Name}";

    /// <summary>Where a person can set it, most specific first.</summary>
    public string Places => $"{(Option is null ? "" : $"the option {Option}, ")}the environment variable {Variable} or {(Secret ? "user-secrets" : "appsettings.json")} ({Key})";

    private const string Section = "Tevreden";
}
