using System.Runtime.Serialization;
using System.Xml;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>Reads SOAP 1.1 envelopes with an Execute in their body.</summary>
internal static class EnvelopeReader
{
    /// <summary>Filters nest, but not like this; a deeper document is an attack on the stack.</summary>
    private const int MostDepth = 256;

    /// <exception cref="BadEnvelopeException">It is none; the message says what was expected.</exception>
    public static Envelope Read(byte[] bytes)
    {
        try
        {
            // Forbids document types by itself.
            using var reader = XmlDictionaryReader.CreateTextReader(bytes, Quotas());
            return Read(reader);
        }
        catch (Exception problem) when (problem is XmlException or SerializationException or FormatException or InvalidDataContractException)
        {
            throw new BadEnvelopeException($"The envelope can't be read: {problem.Message}", problem);
        }
    }

    private static Envelope Read(XmlDictionaryReader reader)
    {
        Expect(reader, "Envelope", Soap.EnvelopeNamespace);
        reader.ReadStartElement();
        var (caller, person) = reader.IsStartElement("Header", Soap.EnvelopeNamespace) ? Headers(reader) : default;
        Enter(reader, "Body", Soap.EnvelopeNamespace);
        Enter(reader, "Execute", Soap.Services);
        Expect(reader, "request", Soap.Services);
        var type = TypeOf(reader);
        var request = (OrganizationRequest?)Serializers.Request.ReadObject(reader)
            ?? throw new BadEnvelopeException("The element 'request' is empty; expected a message.");
        return new Envelope(request, type, caller, person);
    }

    // Its prefix is known here only.
    private static XmlQualifiedName? TypeOf(XmlDictionaryReader reader) => reader.GetAttribute("type", Soap.Instance) is not { } type ? null
        : type.Split(':', 2) is [var prefix, var name] ? new XmlQualifiedName(name, reader.LookupNamespace(prefix)) : new XmlQualifiedName(type, reader.LookupNamespace(""));

    private static (Guid? Caller, Guid? Person) Headers(XmlDictionaryReader reader)
    {
        Guid? caller = null, person = null;
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return default;
        }

        reader.ReadStartElement();
        while (reader.MoveToContent() == XmlNodeType.Element)
        {
            if (reader.IsStartElement("CallerId", Soap.Contracts))
                caller = reader.ReadElementContentAsGuid();
            else if (reader.IsStartElement("CallerObjectId", Soap.Contracts))
                person = reader.ReadElementContentAsGuid();
            else
                reader.Skip();
        }

        reader.ReadEndElement();
        return (caller, person);
    }

    private static void Enter(XmlDictionaryReader reader, string name, string ns)
    {
        Expect(reader, name, ns);
        reader.ReadStartElement();
    }

    private static void Expect(XmlDictionaryReader reader, string name, string ns)
    {
        reader.MoveToContent();
        if (!reader.IsStartElement(name, ns))
            throw new BadEnvelopeException($"Expected the element '{name}' of {ns}; found {reader.NodeType} '{reader.LocalName}' of '{reader.NamespaceURI}'. This endpoint takes SOAP 1.1 with an Execute in the body.");
    }

    private static XmlDictionaryReaderQuotas Quotas()
    {
        var quotas = new XmlDictionaryReaderQuotas();
        XmlDictionaryReaderQuotas.Max.CopyTo(quotas);
        quotas.MaxDepth = MostDepth;
        return quotas;
    }
}
