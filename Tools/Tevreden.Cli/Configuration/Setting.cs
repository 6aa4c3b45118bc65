namespace Tevreden.Cli.Configuration;

/// <summary>One setting and the places where it can be set.</summary>
/// <param name="Name">Name under <c>Tevreden</c> in appsettings.json and user-secrets.</param>
/// <param name="Variable">Environment variable.</param>
/// <param name="Option">Option of the command line; null for the API key, which process lists and shell histories must not show.</param>
/// <param name="Secret">Not taken from appsettings.json either, which ends in repositories and images.</param>
internal sealed record Setting(string Name, string Variable, string? Option, bool Secret = false)
{
    public static readonly Setting DataverseUrl = new("DataverseUrl", "TEVREDEN_DATAVERSE_URL", "--dataverse");
    public static readonly Setting Token = new("Token", "TEVREDEN_TOKEN", "--token", Secret: true);
    public static readonly Setting ApiUrl = new("ApiUrl", "TEVREDEN_API_URL", "--api");
    public static readonly Setting ApiKey = new("ApiKey", "TEVREDEN_API_KEY", null, Secret: true);
    public static readonly Setting ApiKeyFile = new("ApiKeyFile", "TEVREDEN_API_KEY_FILE", "--api-key-file");
    public static readonly Setting Platform = new("Platform", "TEVREDEN_PLATFORM", "--platform");
    public static readonly Setting ApiProfile = new("ApiProfile", "TEVREDEN_API_PROFILE", "--api-profile");
    public static readonly Setting PageSize = new("PageSize", "TEVREDEN_PAGE_SIZE", "--page-size");
    public static readonly Setting BulkSize = new("BulkSize", "TEVREDEN_BULK_SIZE", "--bulk-size");

    public static IReadOnlyList<Setting> All { get; } =
        [DataverseUrl, Token, ApiUrl, ApiKey, ApiKeyFile, Platform, ApiProfile, PageSize, BulkSize];

    /// <summary>Its key in the configuration.</summary>
    public string Key => $"{Section}:{Name}";

    /// <summary>Where a person can set it, most specific first.</summary>
    public string Places => $"{(Option is null ? "" : $"the option {Option}, ")}the environment variable {Variable} or {(Secret ? "user-secrets" : "appsettings.json")} ({Key})";

    private const string Section = "Tevreden";
}
