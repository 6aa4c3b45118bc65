using System.Security.Cryptography.X509Certificates;

namespace Tevreden.Cli.SignIn;

/// <summary>How to sign in, with what that takes; whatever another kind would take is null.</summary>
internal sealed class SignInSettings
{
    public required SignInKind Kind { get; init; }

    /// <summary>Fixed token.</summary>
    public string? Token { get; init; }

    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>With its private key.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Shows no secret.</summary>
    public override string ToString() => ClientId is null ? $"{Kind}" : $"{Kind} as application {ClientId}";
}
