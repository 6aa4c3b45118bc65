using System.Collections.Concurrent;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>Where secret environment variables are kept: in memory, never in a row.</summary>
internal sealed class SecretVault
{
    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.OrdinalIgnoreCase);

    public void Set(string schemaName, string value) => _secrets[schemaName] = value;

    public string? Find(string schemaName) => _secrets.GetValueOrDefault(schemaName);
}

/// <summary>RetrieveEnvironmentVariableValue: the value row, else the default of the definition.</summary>
internal sealed class RetrieveEnvironmentVariableValueHandler(Transactions transactions, Privileges privileges) : IMessageHandler
{
    public string RequestName => "RetrieveEnvironmentVariableValue";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var name = request.Need<string>("DefinitionSchemaName");
        return transactions.Read(operation, scope =>
        {
            privileges.Demand("Read", scope.Table(EnvironmentVariables.Definitions), operation);
            var definition = EnvironmentVariables.Definition(name, scope);
            var value = EnvironmentVariables.ValueRow(definition.Id, scope)?.GetAttributeValue<string>("value") ?? definition.GetAttributeValue<string>("defaultvalue");
            return new OrganizationResponse { ResponseName = RequestName, Results = { ["Value"] = value } };
        });
    }
}

/// <summary>RetrieveEnvironmentVariableSecretValue. Who may call it is not documented: here SYSTEM, administrators, and who may read the definition.</summary>
internal sealed class RetrieveEnvironmentVariableSecretValueHandler(Transactions transactions, Privileges privileges, SecretVault vault) : IMessageHandler
{
    public string RequestName => "RetrieveEnvironmentVariableSecretValue";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var name = request.Need<string>("EnvironmentVariableName");
        return transactions.Read(operation, scope =>
        {
            privileges.Demand("Read", scope.Table(EnvironmentVariables.Definitions), operation);
            var definition = EnvironmentVariables.Definition(name, scope);
            if (!EnvironmentVariables.IsSecret(definition))
                throw Faults.InvalidArgument($"The environment variable '{name}' is not of type Secret.");
            var value = vault.Find(name) ?? throw Faults.Make(FaultCodes.ObjectDoesNotExist, $"The secret of environment variable '{name}' was not found in the vault.");
            return new OrganizationResponse { ResponseName = RequestName, Results = { ["EnvironmentVariableSecretValue"] = value } };
        });
    }
}

internal static class EnvironmentVariables
{
    public const string Definitions = "environmentvariabledefinition", Values = "environmentvariablevalue";
    private const int Secret = 100000005;

    public static Entity Definition(string schemaName, StoreScope scope) =>
        scope.FindRow(Definitions, ("schemaname", schemaName))
        ?? throw Faults.Make(FaultCodes.ObjectDoesNotExist, $"There is no environment variable with schema name '{schemaName}'.");

    public static Entity? ValueRow(Guid definition, StoreScope scope) =>
        scope.FindRow(Values, ("environmentvariabledefinitionid", definition));

    public static bool IsSecret(Entity definition) => definition.GetAttributeValue<OptionSetValue>("type")?.Value == Secret;
}
