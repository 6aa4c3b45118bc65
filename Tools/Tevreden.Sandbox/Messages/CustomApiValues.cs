using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages;

/// <summary>Checks what goes into and comes out of a custom API against its declared parameters.</summary>
internal static class CustomApiValues
{
    private static readonly Type[] Types =
    [
        typeof(bool), typeof(DateTime), typeof(decimal), typeof(Entity), typeof(EntityCollection), typeof(EntityReference), typeof(double),
        typeof(int), typeof(Money), typeof(OptionSetValue), typeof(string), typeof(string[]), typeof(Guid),
    ];

    /// <summary>The SDK's type of a parameter's values.</summary>
    public static Type TypeOf(CustomApiParameter parameter) =>
        parameter.Type >= 0 && parameter.Type < Types.Length
            ? Types[parameter.Type]
            : throw Faults.InvalidArgument($"The parameter '{parameter.Name}' has the unknown type {parameter.Type}: expected 0 (Boolean) to 12 (Guid).");

    public static void CheckInputs(CustomApi api, ParameterCollection given)
    {
        foreach (var name in given.Keys)
        {
            if (api.Inputs.All(parameter => parameter.Name != name) && !(name == "Target" && api.Binding != 0) && name != "tag")
                throw Faults.InvalidArgument($"The custom API {api.Name} has no request parameter '{name}': expected {Names(api.Inputs)}.");
        }

        foreach (var parameter in api.Inputs)
        {
            var isThere = given.TryGetValue(parameter.Name, out var value) && value is not null;
            if (!isThere && !parameter.IsOptional)
                throw Faults.InvalidArgument($"The custom API {api.Name} expects the request parameter '{parameter.Name}' ({TypeOf(parameter).Name}).");
            if (isThere && !TypeOf(parameter).IsInstanceOfType(value))
                throw Faults.InvalidArgument($"The request parameter '{parameter.Name}' of {api.Name} must be {TypeOf(parameter).Name}; found {value!.GetType().Name}.");
        }
    }

    public static void CheckOutputs(CustomApi api, ParameterCollection found)
    {
        foreach (var (name, value) in found)
        {
            var property = api.Outputs.FirstOrDefault(output => output.Name == name)
                ?? throw Faults.Make(FaultCodes.PluginFailed, $"The plug-in of {api.Name} wrote the output '{name}', which the custom API does not declare: expected {Names(api.Outputs)}.");
            if (value is not null && !TypeOf(property).IsInstanceOfType(value))
                throw Faults.Make(FaultCodes.PluginFailed, $"The response property '{name}' of {api.Name} must be {TypeOf(property).Name}; the plug-in wrote {value.GetType().Name}.");
        }
    }

    private static string Names(IReadOnlyList<CustomApiParameter> parameters) =>
        parameters.Count == 0 ? "none" : string.Join(", ", parameters.Select(parameter => parameter.Name));
}
