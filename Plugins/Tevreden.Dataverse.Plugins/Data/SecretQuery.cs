using System.ServiceModel;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Reads a secret environment variable. That plug-ins may do so is used publicly and not promised by Microsoft
/// (dataverse-facts.md 5), so a refusal is an answer here, not a failure. Never inside a transaction: the refusal would doom it.
/// </summary>
internal sealed class SecretQuery
{
    private readonly IOrganizationService _service;

    /// <param name="service">Whose rights: the platform decides by them.</param>
    public SecretQuery(IOrganizationService service) => _service = service;

    /// <summary>The secret, or why there is none.</summary>
    public Secret Read(string schemaName)
    {
        try
        {
            var response = _service.Execute(new OrganizationRequest("RetrieveEnvironmentVariableSecretValue") { ["EnvironmentVariableName"] = schemaName });
            return response.Results.TryGetValue("EnvironmentVariableSecretValue", out var value) && value is string { Length: > 0 } secret
                ? new Secret(secret.Trim(), null)
                : new Secret(null, "it is empty");
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            return new Secret(null, fault.Detail?.Message is { Length: > 0 } message ? message : fault.Message);
        }
    }
}

/// <summary>A secret or the reason why it could not be read. Shows neither by itself.</summary>
internal sealed class Secret
{
    public Secret(string? value, string? problem)
    {
        Value = value;
        Problem = problem;
    }

    public string? Value { get; }

    public string? Problem { get; }
}
