using System.Globalization;
using System.Xml.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Pieces of FetchXML, which says all that a query of the Web API may ask: paths over lookups, and questions about related rows inside a filter.</summary>
internal static class FetchText
{
    public static XElement Condition(string column, string operation, string? entity, params string[] values)
    {
        var condition = new XElement("condition", new XAttribute("attribute", column), new XAttribute("operator", operation));
        if (entity is not null)
            condition.Add(new XAttribute("entityname", entity));
        if (values.Length == 1 && operation is not ("in" or "not-in" or "contain-values" or "not-contain-values"))
            condition.Add(new XAttribute("value", values[0]));
        else
            condition.Add(values.Select(value => new XElement("value", value)));
        return condition;
    }

    public static XElement Filter(bool isOr, params IEnumerable<XElement> parts) => new("filter", new XAttribute("type", isOr ? "or" : "and"), parts);

    /// <summary>A value as FetchXML has it.</summary>
    public static string Value(object value) => value switch
    {
        bool yes => yes ? "1" : "0",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Guid id => id.ToString("D"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>Text in which the signs of "like" mean themselves.</summary>
    public static string Literal(string text) => text
        .Replace("[", "[[]", StringComparison.Ordinal).Replace("%", "[%]", StringComparison.Ordinal).Replace("_", "[_]", StringComparison.Ordinal);
}
