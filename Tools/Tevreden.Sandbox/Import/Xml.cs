using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Reads values out of solution files; a wrong one names its file, line and element.</summary>
internal static class Xml
{
    public static string? Text(this XElement element, string child) => element.Element(child)?.Value is { Length: > 0 } text ? text : null;

    public static string Need(this XElement element, string child, string file) =>
        element.Text(child) ?? throw Wrong(file, element, $"expected a child <{child}>");

    public static string NeedAttribute(this XElement element, string attribute, string file) =>
        element.Attribute(attribute)?.Value is { Length: > 0 } text ? text : throw Wrong(file, element, $"expected an attribute '{attribute}'");

    public static bool Flag(this XElement element, string child, bool otherwise = false) => element.Text(child) switch
    {
        null => otherwise,
        "1" or "true" or "True" => true,
        _ => false,
    };

    public static int? Number(this XElement element, string child, string file) => element.Text(child) is { } text
        ? int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(file, element.Element(child)!, $"expected a whole number, found '{text}'")
        : null;

    public static decimal? Amount(this XElement element, string child, string file) => element.Text(child) is { } text
        ? decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(file, element.Element(child)!, $"expected a number, found '{text}'")
        : null;

    public static Guid Id(string text, XElement element, string file) =>
        Guid.TryParse(text, out var id) ? id : throw Wrong(file, element, $"expected a GUID, found '{text}'");

    /// <summary>Labels by language: children with description (or default text) and languagecode.</summary>
    public static LocalizedText Labels(this XElement element, string container)
    {
        var texts = new Dictionary<int, string>();
        foreach (var label in element.Element(container)?.Elements() ?? [])
        {
            if (int.TryParse(label.Attribute("languagecode")?.Value, CultureInfo.InvariantCulture, out var language) && label.Attribute("description")?.Value is { } text)
                texts[language] = text;
        }

        return new LocalizedText(texts);
    }

    public static ImportException Wrong(string file, XElement element, string expected) =>
        new($"{file}{(element is IXmlLineInfo line && line.HasLineInfo() ? $"({line.LineNumber})" : string.Empty)}", $"<{element.Name.LocalName}>", expected);
}
