using System.Runtime.Serialization;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sdk.Tests.Client;

/// <summary>What a server says.</summary>
internal static class Envelopes
{
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace Services = "http://schemas.microsoft.com/xrm/2011/Contracts/Services";

    public static string Response(OrganizationResponse response)
    {
        var settings = new DataContractSerializerSettings
        {
            DataContractResolver = new KnownTypesResolver(),
            RootName = new System.Xml.XmlDictionary().Add("ExecuteResult"),
            RootNamespace = new System.Xml.XmlDictionary().Add(Services.NamespaceName),
        };
        return Envelope(new XElement(Services + "ExecuteResponse", Write(new DataContractSerializer(typeof(OrganizationResponse), settings), response)));
    }

    public static string Fault(OrganizationServiceFault fault) => Envelope(new XElement(
        Soap + "Fault",
        new XElement("faultcode", new XAttribute(XNamespace.Xmlns + "f", Soap.NamespaceName), "f:Server"),
        new XElement("faultstring", fault.Message),
        new XElement("detail", Write(new DataContractSerializer(typeof(OrganizationServiceFault)), fault))));

    private static string Envelope(XElement content) => new XElement(Soap + "Envelope", new XElement(Soap + "Body", content)).ToString(SaveOptions.DisableFormatting);

    private static XElement Write(DataContractSerializer serializer, object value)
    {
        var document = new XDocument();
        using (var writer = document.CreateWriter())
            serializer.WriteObject(writer, value);
        return document.Root!;
    }
}
