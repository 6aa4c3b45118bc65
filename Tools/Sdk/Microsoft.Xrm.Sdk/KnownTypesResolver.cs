using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Serialization;
using System.Xml;

namespace Microsoft.Xrm.Sdk;

/// <summary>
/// Makes the contracts of this assembly and of its companions known to a DataContractSerializer, so that an envelope with typed requests can be
/// written and read by <c>new DataContractSerializer(type, new DataContractSerializerSettings { DataContractResolver = new KnownTypesResolver() })</c>.
/// </summary>
public sealed class KnownTypesResolver : DataContractResolver
{
    public const string MicrosoftSerialization2003slash10 = "http://schemas.microsoft.com/2003/10/Serialization/";
    public const string MicrosoftSerialization2003slash10Arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
    public const string W3XmlSchema2011 = "http://www.w3.org/2001/XMLSchema";
    public const string XrmContracts2011 = "http://schemas.microsoft.com/xrm/2011/Contracts";
    public const string CrmContracts2011 = "http://schemas.microsoft.com/crm/2011/Contracts";
    public const string XrmContracts7dot1 = "http://schemas.microsoft.com/xrm/7.1/Contracts";
    public const string XrmMetadata2011 = "http://schemas.microsoft.com/xrm/2011/Metadata";
    public const string XrmMetadata2013 = "http://schemas.microsoft.com/xrm/2013/Metadata";
    public const string XrmMetadata9 = "http://schemas.microsoft.com/xrm/9.0/Metadata";

    private const string ProxyAssembly = "Microsoft.Crm.Sdk.Proxy, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35";

    private static readonly Lazy<IReadOnlyDictionary<string, Type>> Types = new Lazy<IReadOnlyDictionary<string, Type>>(FindContracts);

    private readonly Dictionary<string, Tuple<XmlDictionaryString, XmlDictionaryString>> _resolvedTypes = new();

    public IDictionary<string, Tuple<XmlDictionaryString, XmlDictionaryString>> ResolvedTypes => _resolvedTypes;

    public override Type ResolveName(string typeName, string typeNamespace, Type declaredType, DataContractResolver knownTypeResolver) =>
        Primitive(typeName, typeNamespace)
        ?? (Types.Value.TryGetValue(Key(typeName, typeNamespace), out var found) ? found : null)
        ?? knownTypeResolver.ResolveName(typeName, typeNamespace, declaredType, null);

    public override bool TryResolveType(
        Type type, Type declaredType, DataContractResolver knownTypeResolver, out XmlDictionaryString typeName, out XmlDictionaryString typeNamespace)
    {
        if (knownTypeResolver.TryResolveType(type, declaredType, null, out typeName, out typeNamespace))
            return true;

        var name = ContractName(type);
        if (name is null)
            return false;

        var dictionary = new XmlDictionary();
        typeName = dictionary.Add(name.Name);
        typeNamespace = dictionary.Add(name.Namespace);
        lock (_resolvedTypes)
            _resolvedTypes[type.FullName] = Tuple.Create(typeName, typeNamespace);
        return true;
    }

    private static Type Primitive(string name, string ns) => Key(name, ns) switch
    {
        "guid|" + MicrosoftSerialization2003slash10 => typeof(Guid),
        "duration|" + MicrosoftSerialization2003slash10 => typeof(TimeSpan),
        "ArrayOfguid|" + MicrosoftSerialization2003slash10Arrays => typeof(Guid[]),
        "ArrayOfstring|" + MicrosoftSerialization2003slash10Arrays => typeof(string[]),
        "ArrayOfint|" + MicrosoftSerialization2003slash10Arrays => typeof(int[]),
        "ArrayOfdecimal|" + MicrosoftSerialization2003slash10Arrays => typeof(decimal[]),
        _ => null,
    };

    private static IReadOnlyDictionary<string, Type> FindContracts()
    {
        var types = new Dictionary<string, Type>(StringComparer.Ordinal);
        var own = typeof(KnownTypesResolver).Assembly;
        foreach (var type in own.GetExportedTypes().Concat(ProxyTypes()))
        {
            if (ContractName(type) is { } name)
                types[Key(name.Name, name.Namespace)] = type;
        }

        foreach (var type in KnownValueTypes.All.Where(type => type.IsArray))
        {
            if (ContractName(type) is { } name)
                types[Key(name.Name, name.Namespace)] = type;
        }

        return types;
    }

    private static IEnumerable<Type> ProxyTypes()
    {
        try
        {
            return Assembly.Load(ProxyAssembly).GetExportedTypes();
        }
        catch (System.IO.FileNotFoundException)
        {
            // An application that sends none of its messages need not ship it.
            return Type.EmptyTypes;
        }
    }

    private static XmlQualifiedName ContractName(Type type)
    {
        if (type.IsArray)
            return ContractName(type.GetElementType()) is { } element ? new XmlQualifiedName("ArrayOf" + element.Name, element.Namespace) : null;
        if (type.IsGenericType)
            return null;
        if (type.GetCustomAttribute<DataContractAttribute>(inherit: false) is { } contract)
            return new XmlQualifiedName(contract.Name ?? type.Name, contract.Namespace ?? XrmContracts2011);
        return type.GetCustomAttribute<CollectionDataContractAttribute>(inherit: false) is { } collection
            ? new XmlQualifiedName(collection.Name ?? type.Name, collection.Namespace ?? XrmContracts2011)
            : null;
    }

    private static string Key(string name, string ns) => name + "|" + ns;
}
