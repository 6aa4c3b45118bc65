using System.IO;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;

namespace Tevreden.Api.Json;

/// <summary>Writes JSON over the framework's own writer.</summary>
internal static class JsonWriter
{
    public static string Write(JsonValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = JsonReaderWriterFactory.CreateJsonWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ownsStream: false))
            WriteValue(writer, "root", value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteValue(XmlDictionaryWriter writer, string name, JsonValue value)
    {
        WriteStart(writer, name);
        switch (value)
        {
            case JsonObject members:
                writer.WriteAttributeString("type", "object");
                foreach (var member in members.Members)
                    WriteValue(writer, member.Key, member.Value);
                break;
            case JsonArray list:
                writer.WriteAttributeString("type", "array");
                foreach (var item in list.Items)
                    WriteValue(writer, "item", item);
                break;
            case JsonBoolean boolean:
                writer.WriteAttributeString("type", "boolean");
                writer.WriteString(boolean.Value ? "true" : "false");
                break;
            case JsonNumber number:
                writer.WriteAttributeString("type", "number");
                writer.WriteString(number.Literal);
                break;
            case JsonText text:
                writer.WriteAttributeString("type", "string");
                writer.WriteString(text.Value);
                break;
            default:
                writer.WriteAttributeString("type", "null");
                break;
        }

        writer.WriteEndElement();
    }

    private static void WriteStart(XmlDictionaryWriter writer, string name)
    {
        // The writer takes names that XML can spell; any other goes through its escape, the element "item" of namespace "item".
        if (IsXmlName(name))
        {
            writer.WriteStartElement(name);
            return;
        }

        writer.WriteStartElement("a", "item", "item");
        writer.WriteAttributeString("item", name);
    }

    private static bool IsXmlName(string name)
    {
        if (name.Length == 0)
            return false;
        try
        {
            return XmlConvert.VerifyNCName(name).Length > 0;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
