using Tevreden.Cli.SignIn;

namespace Tevreden.Cli.Configuration;

/// <summary>The settings as this machine has them, valid each by itself. What is null here may still stand in Dataverse's environment variables.</summary>
internal sealed record JobSettings
{
    public const int UsualPageSize = 500;
    public const int UsualBulkSize = 500;

    /// <summary>The environment's address, without a path.</summary>
    public required Uri DataverseUrl { get; init; }

    public required SignInSettings SignIn { get; init; }

    /// <summary>Null where none was found and the command can do without.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The Key Vault secret that holds the API key, where it does not stand here.</summary>
    public Uri? ApiKeyVault { get; init; }

    public Uri? ApiUrl { get; init; }

    public string? Platform { get; init; }

    /// <summary>What differs from the built-in API profile, as a JSON merge patch.</summary>
    public string? ApiProfile { get; init; }

    /// <summary>Responses asked of the service at a time, 1 to 1000.</summary>
    public int PageSize { get; init; } = UsualPageSize;

    /// <summary>Rows written in one request to begin with, 1 to 1000.</summary>
    public int BulkSize { get; init; } = UsualBulkSize;

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{DataverseUrl} and {ApiUrl?.ToString() ?? "the service named there"}";
}
