using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.SignIn;

/// <summary>A secret of Azure Key Vault, named by its address, such as <c>https://vault.vault.azure.net/secrets/tevreden-api-key</c>.</summary>
internal static class KeyVault
{
    public static bool IsSecretAddress(Uri address) => address.Scheme == Uri.UriSchemeHttps && KeyVaultSecretIdentifier.TryCreate(address, out _);

    /// <exception cref="CliException">The vault refused, or can't be reached.</exception>
    public static async Task<string> ReadAsync(Uri address, TokenCredential credential, CancellationToken cancellation)
    {
        var secret = new KeyVaultSecretIdentifier(address);
        try
        {
            var answer = await new SecretClient(secret.VaultUri, credential).GetSecretAsync(secret.Name, secret.Version, cancellation);
            return answer.Value.Value.Trim();
        }
        catch (Exception exception) when (exception is Azure.RequestFailedException or Azure.Identity.AuthenticationFailedException)
        {
            throw new CliException(
                ErrorCodes.KeyVaultRefused,
                $"The secret {secret.Name} of {secret.VaultUri.Host} can't be read ({SafeText.Of(exception.Message)}). Expected that the job's identity has the role Key Vault Secrets User there.",
                ExitCodes.Configuration,
                exception);
        }
    }
}
