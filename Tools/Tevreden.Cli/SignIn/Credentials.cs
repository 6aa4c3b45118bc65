using Azure.Core;
using Azure.Identity;

namespace Tevreden.Cli.SignIn;

/// <summary>Microsoft's credential for each kind of sign-in. Makes no request.</summary>
internal static class Credentials
{
    public static TokenCredential Create(SignInSettings settings) => settings.Kind switch
    {
        SignInKind.ClientSecret => new ClientSecretCredential(settings.TenantId, settings.ClientId, settings.ClientSecret),
        SignInKind.Certificate => new ClientCertificateCredential(settings.TenantId, settings.ClientId, settings.Certificate),
        SignInKind.ManagedIdentity => new ManagedIdentityCredential(
            settings.ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(settings.ClientId)),
        SignInKind.WorkloadIdentity => new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions { TenantId = settings.TenantId, ClientId = settings.ClientId }),
        SignInKind.AzureCli => new AzureCliCredential(new AzureCliCredentialOptions { TenantId = settings.TenantId }),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Kind, "Expected a sign-in that takes a credential."),
    };
}
