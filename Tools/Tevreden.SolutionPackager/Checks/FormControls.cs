using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Controls show columns that exist, with a control for their type, and lists, charts, pages and quick views that exist.</summary>
internal static class FormControls
{
    private const string Grid = "e7a81278-8635-4d9e-8d4d-59480b391c5b", Page = "9fdf5f91-88b1-47f4-ad53-c11efc01a01d", Quick = "5c5600e0-1d6e-4205-a272-be80da87fd42";

    private static readonly Dictionary<string, string[]> Classes = new(StringComparer.Ordinal)
    {
        ["nvarchar"] = ["4273edbd-ac1d-40d3-9fb2-095c621b552d", "ada2203e-b4cd-49be-9ddf-234642b43b52", "71716b6c-711e-476c-8ab8-5d11542bfb47"],
        ["ntext"] = ["e0dece4b-6fc8-4a8f-a065-082708572369"],
        ["int"] = ["c6d124ca-7eda-4a60-aea9-7fb8d318b68f", "aa987274-ce4e-4271-a803-66164311a958"],
        ["decimal"] = ["c3efe0c3-0ec6-42be-8349-cbd9079dfd8e"],
        ["bit"] = ["67fac785-cd58-4f9f-abb3-4b7ddc6ed5ed", "b0c6723a-8503-4fd7-bb28-c8a06ac933c2"],
        ["picklist"] = ["3ef39988-22bb-4f0b-bbbe-64b5a3748aee"],
        ["multiselectpicklist"] = ["4aa28ab7-9c13-4f57-a73d-ad894d048b5f"],
        ["state"] = ["3ef39988-22bb-4f0b-bbbe-64b5a3748aee"],
        ["status"] = ["5d68b988-0661-4db2-bc3e-17598ad3be6c"],
        ["datetime"] = ["5b773807-9fb2-42db-97c3-7a91eff8adff"],
        ["lookup"] = ["270bd3db-d9af-4782-9025-509e298dec0a", Quick],
    };

    public static void Check(SourceElement form, string? table, TableIndex tables, ComponentIndex components, Problems problems)
    {
        foreach (var control in form.Xml.Descendants("control").Select(form.With))
        {
            var kind = ComponentIndex.Id(control.Attribute("classid"))?.ToString("D");
            if (control.Attribute("datafieldname") is { } column && table is not null)
                CheckColumn(control, table, column, kind, tables, problems);
            var parameters = control.Xml.Element("parameters") is { } found ? control.With(found) : control;
            if (kind == Grid)
                CheckGrid(parameters, tables, components, problems);
            else if (kind == Page)
                CheckPage(parameters, components, problems);
            else if (kind == Quick)
                CheckQuick(parameters, components, problems);
        }
    }

    private static void CheckColumn(SourceElement control, string table, string column, string? kind, TableIndex tables, Problems problems)
    {
        if (!tables.HasColumn(table, column))
            problems.Add(control, $"the control shows the column {column}, which {table} does not have.");
        else if (tables.Find(table)!.Columns.TryGetValue(column, out var found) && (!Classes.TryGetValue(found.Text("Type")!, out var fitting) || !fitting.Contains(kind)))
            problems.Add(control, $"expected a control for a column of type {found.Text("Type")}, found classid {kind}.");
    }

    private static void CheckGrid(SourceElement grid, TableIndex tables, ComponentIndex components, Problems problems)
    {
        var target = grid.Text("TargetEntityType") ?? "";
        if (tables.IsOurs(target) && tables.Find(target) is null)
            problems.Add(grid, $"the list shows the table {target}, which is not in Entities.");
        if (grid.Text("RelationshipName") is { } relationship && relationship.StartsWith(components.Prefix, StringComparison.Ordinal) && !components.Relationships.Contains(relationship) && !components.Elsewhere.Contains(target))
            problems.Add(grid, $"the list refers to the relationship {relationship}, which is not in Other/Relationships.");
        if (components.Elsewhere.Contains(target))
            return;
        foreach (var view in $"{grid.Text("ViewId")},{grid.Text("ViewIds")}".Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (ComponentIndex.Id(view) is not { } id || (components.Views.GetValueOrDefault(id) != target && !components.Elsewhere.Contains(id.ToString("B"))))
                problems.Add(grid, $"the list refers to the view {view}, which is not one of {target} in Entities.");
        }

        if (grid.Text("VisualizationId") is { } chart && (ComponentIndex.Id(chart) is not { } chartId || components.Charts.GetValueOrDefault(chartId) != target))
            problems.Add(grid, $"it refers to the chart {chart}, which is not one of {target} in Entities.");
    }

    private static void CheckPage(SourceElement page, ComponentIndex components, Problems problems)
    {
        var name = page.Text("Url") ?? "";
        if (!components.HasWebResource(name))
            problems.Add(page, $"the control shows the web resource {name}, which is not in WebResources.");
        else if (components.WebResources.TryGetValue(name, out var id) && ComponentIndex.Id(page.Text("WebResourceId")) != id)
            problems.Add(page, $"expected <WebResourceId>{id:B}</WebResourceId> for {name}, found {page.Text("WebResourceId")}.");
    }

    private static void CheckQuick(SourceElement quick, ComponentIndex components, Problems problems)
    {
        var forms = XElement.Parse(quick.Text("QuickForms") ?? "<none />").Elements("QuickFormId").ToList();
        if (forms.Count == 0)
            problems.Add(quick, "expected a <QuickForms> with the id of a quick view form.");
        foreach (var form in forms)
        {
            var table = form.Attribute("entityname")?.Value;
            if (ComponentIndex.Id(form.Value) is not { } id || components.QuickForms.GetValueOrDefault(id) != table)
                problems.Add(quick, $"it refers to the quick view form {form.Value}, which is not one of {table} in Entities.");
        }
    }
}
