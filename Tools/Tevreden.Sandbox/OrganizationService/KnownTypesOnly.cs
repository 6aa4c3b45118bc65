using System.Runtime.Serialization;
using System.Xml;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>The SDK's resolver of type names, with an explanation where it knows none.</summary>
internal sealed class KnownTypesOnly : DataContractResolver
{
    private const string ArrayOf = "ArrayOf";

    private readonly KnownTypesResolver _sdk = new();

    /// <summary>
    /// A request of a type that is not here is read as an untyped one, since all that a request holds are its parameters: the engine then refuses the message by its name.
    /// </summary>
    public override Type ResolveName(string typeName, string? typeNamespace, Type? declaredType, DataContractResolver knownTypeResolver) =>
        _sdk.ResolveName(typeName, typeNamespace, declaredType, knownTypeResolver)
            ?? OfProxy(typeName, typeNamespace)
            ?? OfArray(typeName, typeNamespace, declaredType, knownTypeResolver)
            ?? (IsRequest(typeName, typeNamespace) ? typeof(OrganizationRequest) : null)
            ?? throw new BadEnvelopeException($"The type '{typeName}' of {typeNamespace} is not one that the sandbox knows; it implements a part of the platform's messages and values.");

    public override bool TryResolveType(
        Type type, Type? declaredType, DataContractResolver knownTypeResolver, out XmlDictionaryString? typeName, out XmlDictionaryString? typeNamespace) =>
        _sdk.TryResolveType(type, declaredType, knownTypeResolver, out typeName, out typeNamespace);

    // Microsoft's resolver looks only where something was loaded from before it was first asked.
    private static Type? OfProxy(string name, string? ns) =>
        ns == KnownTypesResolver.CrmContracts2011 ? typeof(WhoAmIRequest).Assembly.GetType($"{typeof(WhoAmIRequest).Namespace}.{name}") : null;

    // Arrays of known types, as the serialiser names them.
    private Type? OfArray(string name, string? ns, Type? declaredType, DataContractResolver knownTypeResolver) =>
        name.StartsWith(ArrayOf, StringComparison.Ordinal) && _sdk.ResolveName(name[ArrayOf.Length..], ns, declaredType, knownTypeResolver) is { } element ? element.MakeArrayType() : null;

    private static bool IsRequest(string name, string? ns) =>
        name.EndsWith("Request", StringComparison.Ordinal) && ns is KnownTypesResolver.XrmContracts2011 or KnownTypesResolver.CrmContracts2011;
}
