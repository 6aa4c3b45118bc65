using System.Xml.Linq;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>The tables and columns that a FetchXML names exist, as far as they are ours.</summary>
internal static class FetchColumns
{
    public static void Check(SourceElement at, XElement entity, TableIndex tables, Problems problems)
    {
        var table = entity.Attribute("name")?.Value ?? "";
        if (tables.IsOurs(table) && tables.Find(table) is null)
            problems.Add(at.With(entity), $"the query names the table {table}, which is not in Entities.");
        foreach (var named in Own(entity).Select(part => (Part: part, Column: part.Attribute(part.Name.LocalName == "attribute" ? "name" : "attribute")?.Value)).Where(named => named.Column is not null && !tables.HasColumn(table, named.Column)))
            problems.Add(at.With(named.Part), $"the query names the column {named.Column}, which {table} does not have.");
        foreach (var link in entity.Elements("link-entity"))
        {
            if (link.Attribute("to")?.Value is { } to && !tables.HasColumn(table, to))
                problems.Add(at.With(link), $"the query joins by the column {to}, which {table} does not have.");
            if (link.Attribute("from")?.Value is { } from && !tables.HasColumn(link.Attribute("name")?.Value ?? "", from))
                problems.Add(at.With(link), $"the query joins by the column {from}, which {link.Attribute("name")?.Value} does not have.");
            Check(at, link, tables, problems);
        }
    }

    // What belongs to this table, and not to one that is joined to it. A part that names a joined table by its alias is that table's.
    private static IEnumerable<XElement> Own(XElement entity) =>
        entity.Elements().Where(part => part.Name.LocalName != "link-entity").DescendantsAndSelf()
            .Where(part => part.Name.LocalName is "attribute" or "order" or "condition" && part.Attribute("entityname") is null && part.Attribute("alias") is null | part.Name.LocalName != "order");
}
