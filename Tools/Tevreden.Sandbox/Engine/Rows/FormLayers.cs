using System.Globalization;
using System.Xml.Linq;

namespace Tevreden.Sandbox.Engine;

/// <summary>
/// Lays what a managed solution adds over a form that is there. A node marked Added comes in by its place among its siblings; a node without
/// a mark only says where. Nothing of the form below is changed.
/// </summary>
internal static class FormLayers
{
    private const string Action = "solutionaction", Ordinal = "ordinalvalue", Added = "Added";

    public static bool IsLayer(XElement form) => form.DescendantsAndSelf().Any(part => part.Attribute(Action) is not null);

    public static XElement Lay(XElement below, XElement layer)
    {
        var form = new XElement(below);
        Merge(form, layer);
        return form;
    }

    private static void Merge(XElement into, XElement layer)
    {
        foreach (var part in layer.Elements())
        {
            if (part.Attribute(Action)?.Value == Added)
                Add(into, part);
            else if (into.Elements(part.Name).FirstOrDefault(found => IsSame(found, part)) is { } there)
                Merge(there, part);
        }
    }

    private static void Add(XElement into, XElement part)
    {
        var added = new XElement(part);
        added.SetAttributeValue(Action, null);
        var place = OrdinalOf(part) ?? int.MaxValue;
        var next = into.Elements().Select((element, index) => (Element: element, Place: OrdinalOf(element) ?? index)).FirstOrDefault(sibling => sibling.Place > place).Element;
        if (next is null)
            into.Add(added);
        else
            next.AddBeforeSelf(added);
    }

    // Parts with an id are told apart by it; of others there is one: tabs, columns, sections, rows.
    private static bool IsSame(XElement one, XElement other) =>
        one.Attribute("id") is not { } id || other.Attribute("id") is not { } wanted || string.Equals(id.Value, wanted.Value, StringComparison.OrdinalIgnoreCase);

    private static int? OrdinalOf(XElement part) => int.TryParse(part.Attribute(Ordinal)?.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var place) ? place : null;
}
