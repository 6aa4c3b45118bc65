using System.Collections.Concurrent;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Messages;

/// <summary>Gives who asked with a typed request the response type that belongs to it.</summary>
internal static class TypedResponses
{
    private const string Request = "Request", Response = "Response";

    private static readonly ConcurrentDictionary<Type, Type?> Known = new();

    public static OrganizationResponse For(OrganizationRequest request, OrganizationResponse response)
    {
        if (response.GetType() != typeof(OrganizationResponse) || Known.GetOrAdd(request.GetType(), Find) is not { } type)
            return response;
        var typed = (OrganizationResponse)Activator.CreateInstance(type)!;
        typed.ResponseName = response.ResponseName;
        typed.Results = response.Results;
        return typed;
    }

    /// <summary>The name of the response to a request of this name.</summary>
    public static string Name(string request) => request.EndsWith(Request, StringComparison.Ordinal) ? request[..^Request.Length] + Response : request;

    private static Type? Find(Type request) =>
        request != typeof(OrganizationRequest) && request.Assembly.GetType($"{request.Namespace}.{Name(request.Name)}") is { IsAbstract: false } found && found.IsSubclassOf(typeof(OrganizationResponse)) ? found : null;
}
