using System.Runtime.Serialization;
using System.Xml;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>The SDK's resolver of type names, with an explanation where it knows none.</summary>
internal sealed class KnownTypesOnly : DataContractResolver
{
    private readonly KnownTypesResolver _sdk = new();

    public override Type ResolveName(string typeName, string? typeNamespace, Type? declaredType, DataContractResolver knownTypeResolver) =>
        _sdk.ResolveName(typeName, typeNamespace, declaredType, knownTypeResolver)
            ?? throw new BadEnvelopeException($"The type '{typeName}' of {typeNamespace} is not one that the sandbox knows; it implements a part of the platform's messages and values.");

    public override bool TryResolveType(
        Type type, Type? declaredType, DataContractResolver knownTypeResolver, out XmlDictionaryString? typeName, out XmlDictionaryString? typeNamespace) =>
        _sdk.TryResolveType(type, declaredType, knownTypeResolver, out typeName, out typeNamespace);
}
