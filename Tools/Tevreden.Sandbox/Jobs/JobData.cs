using System.Runtime.Serialization;
using System.Xml;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Pipeline;

namespace Tevreden.Sandbox.Jobs;

/// <summary>The context of an event as text, in asyncoperation.data: what the step saw then, whatever has changed since.</summary>
internal static class JobData
{
    public static string Write(PluginContext context)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false }))
            Serializer().WriteObject(writer, context);
        return text.ToString();
    }

    public static PluginContext Read(string data)
    {
        using var reader = XmlReader.Create(new StringReader(data), new XmlReaderSettings { CheckCharacters = false });
        return (PluginContext)Serializer().ReadObject(reader)!;
    }

    private static DataContractSerializer Serializer() =>
        new(typeof(PluginContext), new DataContractSerializerSettings { DataContractResolver = new KnownTypesResolver(), MaxItemsInObjectGraph = int.MaxValue });
}
