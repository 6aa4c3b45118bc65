namespace Microsoft.Xrm.Sdk.Extensions;

public static class ContextExtensions
{
    public static T InputParameterOrDefault<T>(this IPluginExecutionContext context, string parameterName) =>
        context.InputParameters.TryGetValue(parameterName, out var value) ? (T)value : default;
}
