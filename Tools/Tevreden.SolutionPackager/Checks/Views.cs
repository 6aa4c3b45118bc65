using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Views show what they read, read what exists, and each table of ours has one default of every kind.</summary>
internal static class Views
{
    private static readonly Dictionary<string, string> NeededKinds = new(StringComparer.Ordinal)
    {
        ["0"] = "public", ["1"] = "advanced find", ["2"] = "associated", ["4"] = "quick find", ["64"] = "lookup",
    };

    public static void Check(SourceTree tree, TableIndex tables, Problems problems)
    {
        var defaults = new HashSet<(string Table, string Kind)>();
        foreach (var file in tree.Views)
        {
            if (file.Xml.Elements("savedquery").Select(file.With).ToList() is not [var view] || view.Xml.Element("fetchxml")?.Element("fetch")?.Element("entity") is not { } entity
                || view.Xml.Element("layoutxml")?.Element("grid")?.Element("row") is not { } row || ComponentIndex.Id(view.Text("savedqueryid")) is not { } id)
            {
                problems.Add(file, "expected one <savedquery> with <savedqueryid>, <fetchxml> and <layoutxml>.");
                continue;
            }

            if (Path.GetFileNameWithoutExtension(file.File) != id.ToString("B"))
                problems.Add(file, $"expected the file to be named {id:B}.xml, as its <savedqueryid> says.");
            var table = ComponentIndex.TableOf(file.File);
            if (entity.Attribute("name")?.Value != table)
                problems.Add(view.With(entity), $"expected a query of {table}, in whose folder the view is; found {entity.Attribute("name")?.Value}.");
            FetchColumns.Check(view, entity, tables, problems);
            CheckLayout(view, row, entity, tables.Find(table), problems);
            if (view.Text("isdefault") == "1" && !defaults.Add((table, view.Text("querytype") ?? "")))
                problems.Add(view, $"{table} has a default view of querytype {view.Text("querytype")} already.");
        }

        foreach (var table in tables.All.Where(table => table.IsOwn))
        {
            foreach (var kind in NeededKinds.Where(kind => !defaults.Contains((table.LogicalName, kind.Key))))
                problems.Add(table.At, $"expected a default {kind.Value} view (querytype {kind.Key}) in SavedQueries, found none.");
        }
    }

    private static void CheckLayout(SourceElement view, XElement row, XElement entity, SourceTable? table, Problems problems)
    {
        var read = entity.Elements("attribute").Select(attribute => attribute.Attribute("name")?.Value)
            .Concat(entity.Elements("link-entity").SelectMany(link => link.Elements("attribute").Select(attribute => $"{link.Attribute("alias")?.Value}.{attribute.Attribute("name")?.Value}")))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var cell in row.Elements("cell").Where(cell => !read.Contains(cell.Attribute("name")?.Value)))
            problems.Add(view.With(cell), $"the view shows {cell.Attribute("name")?.Value}, which its query does not read.");
        foreach (var order in entity.Elements("order").Where(order => order.Attribute("alias") is null && !read.Contains(order.Attribute("attribute")?.Value)))
            problems.Add(view.With(order), $"the view is sorted by {order.Attribute("attribute")?.Value}, which its query does not read.");
        if (table is not { IsOwn: true })
            return;
        var name = table.Columns.FirstOrDefault(column => column.Value.Text("DisplayMask")?.Split('|').Contains("PrimaryName") == true).Key;
        if (row.Attribute("id")?.Value != table.LogicalName + "id")
            problems.Add(view.With(row), $"expected id=\"{table.LogicalName}id\", the primary key.");
        if (row.Parent!.Attribute("jump")?.Value != name)
            problems.Add(view.With(row.Parent), $"expected jump=\"{name}\", the primary name.");
    }
}
