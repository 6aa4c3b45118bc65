using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>A column of a table that a rule reads.</summary>
internal sealed record ColumnRead(string Table, string Column);

/// <summary>
/// Which cases a rule is for: a FetchXML filter, and the simple columns of the rule, which become conditions of the same
/// kind. Dataverse evaluates it, not we; so it means what it means in a view.
/// </summary>
/// <param name="Xml">The <c>&lt;filter&gt;</c>, as typed.</param>
/// <param name="Origins">Numbers of case origins, separated by <c>;</c>.</param>
/// <param name="Types">Numbers of case types, separated by <c>;</c>.</param>
/// <param name="Subjects">Titles of subjects, separated by <c>;</c>.</param>
/// <param name="Queues">Names of queues, separated by <c>;</c>.</param>
internal sealed record CaseFilter(string? Xml, string? Origins, string? Types, string? Subjects, string? Queues)
{
    private static readonly char[] Separators = [';', '\n'];

    // What of a condition names a column.
    private static readonly string[] Compared = ["attribute", "valueof"];

    public static CaseFilter Every { get; } = new(null, null, null, null, null);

    /// <summary>Whether every case passes, so that nothing has to be asked.</summary>
    public bool IsEmpty => new[] { Xml, Origins, Types, Subjects, Queues }.All(string.IsNullOrWhiteSpace);

    /// <summary>What is wrong with it, whatever the environment has; null for nothing.</summary>
    public Words? Problem()
    {
        if (Numbers(Origins) is null || Numbers(Types) is null)
        {
            return Explanations.FilterNeedsNumbers(Numbers(Origins) is null ? Origins! : Types!);
        }

        if (string.IsNullOrWhiteSpace(Xml))
        {
            return null;
        }

        try
        {
            return FilterCheck.Problem(XElement.Parse(Xml!));
        }
        catch (XmlException problem)
        {
            return Explanations.FilterNotXml(problem.Message);
        }
    }

    /// <summary>The filter to put beside the one on the case's id. Only for one without <see cref="Problem"/>.</summary>
    public XElement ToElement() => new(
        "filter",
        new XAttribute("type", "and"),
        string.IsNullOrWhiteSpace(Xml) ? null : XElement.Parse(Xml!),
        OneOf("caseorigincode", Numbers(Origins)!),
        OneOf("casetypecode", Numbers(Types)!),
        Any("subject", "subjectid", "subjectid", OneOf("title", Parts(Subjects))),
        Any("queueitem", "objectid", "incidentid", Any("queue", "queueid", "queueid", OneOf("name", Parts(Queues)))));

    /// <summary>Tables that it joins.</summary>
    public int Joins() => IsEmpty ? 0 : ToElement().Descendants("link-entity").Count();

    /// <summary>The tables and columns that it reads; the case's own among them.</summary>
    public IReadOnlyList<ColumnRead> Columns()
    {
        if (IsEmpty)
        {
            return [];
        }

        var filter = ToElement();
        var links = filter.Descendants("link-entity").ToList();
        return filter.Descendants("condition")
            .SelectMany(c => Compared.Select(a => Text(c, a)).Where(column => column.Length > 0).Select(column => new ColumnRead(TableOf(c), column)))
            .Concat(links.Select(l => new ColumnRead(Text(l, "name"), Text(l, "from"))))
            .Concat(links.Select(l => new ColumnRead(TableOf(l), Text(l, "to"))))
            .Distinct()
            .ToList();
    }

    /// <summary>Values that stand on their own, without blanks around them.</summary>
    public static IReadOnlyList<string> Parts(string? text) =>
        (text ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim()).Where(p => p.Length > 0).ToList();

    private static string TableOf(XElement element) => element.Ancestors("link-entity").FirstOrDefault() is { } link ? Text(link, "name") : "incident";

    private static string Text(XElement element, string attribute) => (string?)element.Attribute(attribute) ?? string.Empty;

    private static IReadOnlyList<string>? Numbers(string? text)
    {
        var parts = Parts(text);
        return parts.All(p => int.TryParse(p, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)) ? parts : null;
    }

    private static XElement? OneOf(string column, IReadOnlyList<string> values) => values.Count == 0
        ? null
        : new XElement("condition", new XAttribute("attribute", column), new XAttribute("operator", "in"), values.Select(v => new XElement("value", v)));

    private static XElement? Any(string table, string from, string to, XElement? condition) => condition is null
        ? null
        : new XElement(
            "link-entity",
            new XAttribute("name", table),
            new XAttribute("from", from),
            new XAttribute("to", to),
            new XAttribute("link-type", "any"),
            new XElement("filter", condition));
}
