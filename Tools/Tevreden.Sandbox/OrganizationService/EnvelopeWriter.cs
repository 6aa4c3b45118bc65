using System.Xml;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Messages;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>Writes SOAP 1.1 envelopes: answers, and faults with their detail.</summary>
internal static class EnvelopeWriter
{
    public const string ClientCode = "Client";
    public const string ServerCode = "Server";

    private const string Prefix = "s", TypePrefix = "t";

    /// <param name="response">The answer.</param>
    /// <param name="requestType">The type that the request named; an answer without a type of its own gets the name of the one that belongs to it.</param>
    public static byte[] Response(OrganizationResponse response, XmlQualifiedName? requestType = null) => Write(writer =>
    {
        writer.WriteStartElement("ExecuteResponse", Soap.Services);
        Serializers.Response.WriteStartObject(writer, response);
        if (requestType is not null && response.GetType() == typeof(OrganizationResponse))
        {
            writer.WriteXmlnsAttribute(TypePrefix, requestType.Namespace);
            writer.WriteAttributeString("type", Soap.Instance, $"{TypePrefix}:{TypedResponses.Name(requestType.Name)}");
        }

        Serializers.Response.WriteObjectContent(writer, response);
        Serializers.Response.WriteEndObject(writer);
        writer.WriteEndElement();
    });

    /// <param name="fault">The detail; its message is the fault's reason.</param>
    /// <param name="code">Whose fault it is.</param>
    public static byte[] Fault(OrganizationServiceFault fault, string code) => Write(writer =>
    {
        writer.WriteStartElement(Prefix, "Fault", Soap.EnvelopeNamespace);
        writer.WriteElementString("faultcode", $"{Prefix}:{code}");
        writer.WriteStartElement("faultstring");
        writer.WriteAttributeString("xml", "lang", null, "en-US");
        writer.WriteString(fault.Message);
        writer.WriteEndElement();
        writer.WriteStartElement("detail");
        Serializers.Fault.WriteObject(writer, fault);
        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private static byte[] Write(Action<XmlDictionaryWriter> body)
    {
        using var memory = new MemoryStream();
        using (var writer = XmlDictionaryWriter.CreateTextWriter(memory))
        {
            writer.WriteStartElement(Prefix, "Envelope", Soap.EnvelopeNamespace);
            writer.WriteStartElement(Prefix, "Body", Soap.EnvelopeNamespace);
            body(writer);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return memory.ToArray();
    }
}
