using System.Globalization;
using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages;

/// <summary>Labels of form parts: <c>&lt;labels&gt;&lt;label description="…" languagecode="…" /&gt;&lt;/labels&gt;</c>.</summary>
internal static class Labels
{
    /// <summary>In this language, else in English, else any; null where there is none.</summary>
    public static string? Of(XElement part, int language)
    {
        var labels = part.Elements("labels").Elements("label").ToList();
        return (In(language) ?? In(LocalizedText.English) ?? labels.FirstOrDefault())?.Attribute("description")?.Value is { Length: > 0 } text ? text : null;

        XElement? In(int code) => labels.Find(label => label.Attribute("languagecode")?.Value == code.ToString(CultureInfo.InvariantCulture));
    }

    public static bool IsShown(XElement part) => part.Attribute("showlabel")?.Value is not "false";

    public static bool IsVisible(XElement part) => part.Attribute("visible")?.Value is not "false";
}
