using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tevreden.Cli.Configuration;

namespace Tevreden.Cli.SignIn;

/// <summary>Which sign-in the settings mean, and whether they hold all that it takes.</summary>
/// <param name="text">A setting's value, or null.</param>
/// <param name="file">The whole path of what a setting calls a file.</param>
/// <param name="environment">Of the process, for what Azure itself puts there.</param>
/// <param name="problems">Is told each problem.</param>
internal sealed class SignInReader(Func<Setting, string?> text, Func<string, string> file, IReadOnlyDictionary<string, string> environment, SettingProblems problems)
{
    private static readonly Dictionary<string, SignInKind> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["client-secret"] = SignInKind.ClientSecret,
        ["certificate"] = SignInKind.Certificate,
        ["managed-identity"] = SignInKind.ManagedIdentity,
        ["workload-identity"] = SignInKind.WorkloadIdentity,
        ["azure-cli"] = SignInKind.AzureCli,
    };

    /// <summary>Null where there were problems.</summary>
    public SignInSettings? Read(Uri dataverse)
    {
        var token = text(Setting.Token);
        if (dataverse.IsLoopback && text(Setting.SignIn) is null)
        {
            if (token is null)
                problems.Missing(Setting.Token, "the token that the sandbox on this machine printed at its start");
            return token is null ? null : new SignInSettings { Kind = SignInKind.FixedToken, Token = token };
        }

        if (token is not null)
        {
            problems.Add(
                $"A fixed token is for a sandbox on this machine; {dataverse.Host} takes none. Remove {Setting.Token.Variable} or {Setting.Token.Option}, and sign in in one of these ways: {string.Join(", ", Names.Keys)}.");
            return null;
        }

        return Kind() switch
        {
            SignInKind.ClientSecret => WithSecret(),
            SignInKind.Certificate => WithCertificate(),
            SignInKind.ManagedIdentity => new SignInSettings { Kind = SignInKind.ManagedIdentity, ClientId = text(Setting.ClientId) },
            SignInKind.WorkloadIdentity => new SignInSettings { Kind = SignInKind.WorkloadIdentity, ClientId = text(Setting.ClientId), TenantId = text(Setting.TenantId) },
            SignInKind.AzureCli => new SignInSettings { Kind = SignInKind.AzureCli, TenantId = text(Setting.TenantId) },
            _ => null,
        };
    }

    private SignInKind? Kind()
    {
        if (text(Setting.SignIn) is { } name)
        {
            if (Names.TryGetValue(name, out var named))
                return named;
            problems.Wrong(Setting.SignIn, $"one of {string.Join(", ", Names.Keys)}");
            return null;
        }

        if (text(Setting.CertificateFile) is not null)
            return SignInKind.Certificate;
        if (text(Setting.ClientSecret) is not null || text(Setting.ClientSecretFile) is not null)
            return SignInKind.ClientSecret;
        if (environment.ContainsKey("AZURE_FEDERATED_TOKEN_FILE"))
            return SignInKind.WorkloadIdentity;
        if (environment.ContainsKey("IDENTITY_ENDPOINT"))
            return SignInKind.ManagedIdentity;

        problems.Missing(Setting.SignIn, $"how to sign in to Dataverse ({string.Join(", ", Names.Keys)}); it is clear by itself where a client secret or a certificate is set");
        return null;
    }

    private SignInSettings? WithSecret()
    {
        var secret = text(Setting.ClientSecret) ?? Content(Setting.ClientSecretFile);
        if (secret is null && text(Setting.ClientSecretFile) is null)
            problems.Missing(Setting.ClientSecret, "the secret of the application", $"a file that {Setting.ClientSecretFile.Variable} or {Setting.ClientSecretFile.Option} names");
        return Application() && secret is not null
            ? new SignInSettings { Kind = SignInKind.ClientSecret, TenantId = text(Setting.TenantId), ClientId = text(Setting.ClientId), ClientSecret = secret }
            : null;
    }

    private SignInSettings? WithCertificate()
    {
        var certificate = Certificate();
        return Application() && certificate is not null
            ? new SignInSettings { Kind = SignInKind.Certificate, TenantId = text(Setting.TenantId), ClientId = text(Setting.ClientId), Certificate = certificate }
            : null;
    }

    private bool Application()
    {
        if (text(Setting.TenantId) is null)
            problems.Missing(Setting.TenantId, "id or domain of the tenant that the environment belongs to");
        if (text(Setting.ClientId) is null)
            problems.Missing(Setting.ClientId, "id of the application that is an application user of the environment");
        return text(Setting.TenantId) is not null && text(Setting.ClientId) is not null;
    }

    private string? Content(Setting setting)
    {
        if (text(setting) is not { } name)
            return null;
        var path = file(name);
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } content)
            return content;
        problems.Wrong(setting, $"a file that holds the secret and nothing else; there is none at {path}");
        return null;
    }

    private X509Certificate2? Certificate()
    {
        if (text(Setting.CertificateFile) is not { } name)
        {
            problems.Missing(Setting.CertificateFile, "a file (PEM or PFX) with the application's certificate and its private key");
            return null;
        }

        var path = file(name);
        try
        {
            var certificate = IsPem(path)
                ? X509Certificate2.CreateFromPemFile(path)
                : X509CertificateLoader.LoadPkcs12FromFile(path, text(Setting.CertificatePassword));
            if (certificate.HasPrivateKey)
                return certificate;
            certificate.Dispose();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // Told below: what the framework says of it helps nobody.
        }

        problems.Wrong(Setting.CertificateFile, $"a file (PEM or PFX) with the certificate and its private key, that {Setting.CertificatePassword.Variable} opens where it has a password; {path} is none");
        return null;
    }

    private static bool IsPem(string path) =>
        Path.GetExtension(path) is { } extension && (extension.Equals(".pem", StringComparison.OrdinalIgnoreCase) || extension.Equals(".crt", StringComparison.OrdinalIgnoreCase));
}
