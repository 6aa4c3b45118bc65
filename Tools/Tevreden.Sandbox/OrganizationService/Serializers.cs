using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>The SDK's own data contracts, with the SDK's own resolver of type names.</summary>
internal static class Serializers
{
    public static readonly DataContractSerializer Request = Make(typeof(OrganizationRequest), "request", Soap.Services);

    public static readonly DataContractSerializer Response = Make(typeof(OrganizationResponse), "ExecuteResult", Soap.Services);

    public static readonly DataContractSerializer Fault = Make(typeof(OrganizationServiceFault), "OrganizationServiceFault", Soap.Contracts);

    private static DataContractSerializer Make(Type type, string name, string ns) => new(type, new DataContractSerializerSettings
    {
        RootName = new System.Xml.XmlDictionary().Add(name),
        RootNamespace = new System.Xml.XmlDictionary().Add(ns),
        DataContractResolver = new KnownTypesOnly(),
        MaxItemsInObjectGraph = int.MaxValue,
    });
}
