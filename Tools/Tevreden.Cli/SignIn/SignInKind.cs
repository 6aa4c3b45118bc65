namespace Tevreden.Cli.SignIn;

/// <summary>How the job proves to Dataverse who it is.</summary>
internal enum SignInKind
{
    /// <summary>A fixed token, for a sandbox on this machine only.</summary>
    FixedToken,

    ClientSecret,

    Certificate,

    /// <summary>The identity of the Azure resource that the job runs on.</summary>
    ManagedIdentity,

    /// <summary>A federated token that Kubernetes puts into a file.</summary>
    WorkloadIdentity,

    /// <summary>The person who signed in with <c>az login</c>.</summary>
    AzureCli,
}
