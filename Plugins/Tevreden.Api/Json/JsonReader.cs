using System;
using System.Collections.Generic;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Tevreden.Api.Json;

/// <summary>Reads JSON strictly, over the framework's own reader (which shows JSON as XML: an element per value, its kind in the attribute "type").</summary>
internal static class JsonReader
{
    private const int MaxDepth = 64;

    private static readonly Regex Number = new(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant);

    /// <exception cref="JsonFormatException">Not JSON, truncated, nested deeper than 64, or a name twice in one object.</exception>
    public static JsonValue Read(byte[] utf8)
    {
        if (utf8.Length == 0)
            throw new JsonFormatException("Expected JSON, found nothing.");

        var quotas = new XmlDictionaryReaderQuotas
        {
            MaxDepth = MaxDepth,
            MaxStringContentLength = int.MaxValue,
            MaxArrayLength = int.MaxValue,
            MaxBytesPerRead = int.MaxValue,
            MaxNameTableCharCount = int.MaxValue,
        };
        try
        {
            using var reader = JsonReaderWriterFactory.CreateJsonReader(utf8, quotas);
            reader.MoveToContent();
            var value = ReadValue(reader);
            while (reader.Read())
            {
                if (reader.NodeType is not (XmlNodeType.Whitespace or XmlNodeType.None))
                    throw new JsonFormatException("Expected the end after the JSON value, found more.");
            }

            return value;
        }
        catch (Exception exception) when (exception is XmlException or FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            throw new JsonFormatException($"Expected JSON, found {Describe(utf8)}.", exception);
        }
    }

    public static JsonValue Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static JsonValue ReadValue(XmlDictionaryReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element)
            throw new JsonFormatException("Expected a JSON value, found something else.");

        var kind = reader.GetAttribute("type") ?? "string";
        switch (kind)
        {
            case "object":
                return ReadObject(reader);
            case "array":
                return new JsonArray(ReadChildren(reader, ReadValue));
            case "null":
                reader.ReadElementContentAsString();
                return JsonValue.Null;
            case "boolean":
                return reader.ReadElementContentAsString() switch
                {
                    "true" => JsonValue.Of(true),
                    "false" => JsonValue.Of(false),
                    _ => throw new JsonFormatException("Expected true or false, found another word."),
                };
            case "number":
                var literal = reader.ReadElementContentAsString().Trim();
                return Number.IsMatch(literal) ? new JsonNumber(literal) : throw new JsonFormatException("Expected a number, found something else.");
            default:
                return JsonValue.Of(reader.ReadElementContentAsString());
        }
    }

    private static JsonObject ReadObject(XmlDictionaryReader reader)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return new JsonObject(ReadChildren(reader, member =>
        {
            // A name that XML can't spell stands in the attribute "item".
            var name = member.GetAttribute("item") ?? XmlConvert.DecodeName(member.LocalName);
            if (!names.Add(name))
                throw new JsonFormatException($"The name \"{name}\" stands twice in one object.");
            return new KeyValuePair<string, JsonValue>(name, ReadValue(member));
        }));
    }

    private static List<T> ReadChildren<T>(XmlDictionaryReader reader, Func<XmlDictionaryReader, T> read)
    {
        var children = new List<T>();
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return children;
        }

        reader.ReadStartElement();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
                children.Add(read(reader));
            else if (!reader.Read())
                throw new JsonFormatException("The JSON ends in the middle.");
        }

        reader.ReadEndElement();
        return children;
    }

    private static string Describe(byte[] utf8)
    {
        var start = Array.FindIndex(utf8, value => value is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'));
        return start switch
        {
            < 0 => "only blanks",
            _ when utf8[start] == (byte)'<' => "a text that looks like HTML or XML",
            _ when utf8[start] is (byte)'{' or (byte)'[' => $"JSON that is truncated or malformed ({utf8.Length} bytes)",
            _ => $"another text ({utf8.Length} bytes)",
        };
    }
}
