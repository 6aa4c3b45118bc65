using System.Xml;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>Writes SOAP 1.1 envelopes: answers, and faults with their detail.</summary>
internal static class EnvelopeWriter
{
    public const string ClientCode = "Client";
    public const string ServerCode = "Server";

    private const string Prefix = "s";

    public static byte[] Response(OrganizationResponse response) => Write(writer =>
    {
        writer.WriteStartElement("ExecuteResponse", Soap.Services);
        Serializers.Response.WriteObject(writer, response);
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
