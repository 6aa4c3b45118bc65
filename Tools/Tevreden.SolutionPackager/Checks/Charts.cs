using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Charts read what exists and draw what they read; dashboards hold lists and charts that exist.</summary>
internal static class Charts
{
    public static void Check(SourceTree tree, TableIndex tables, ComponentIndex components, Problems problems)
    {
        foreach (var chart in tree.Charts)
        {
            if (ComponentIndex.Id(chart.Text("savedqueryvisualizationid")) is not { } id || chart.Xml.Element("datadescription")?.Element("datadefinition") is not { } data)
            {
                problems.Add(chart, "expected a <visualization> with <savedqueryvisualizationid> and <datadescription>.");
                continue;
            }

            if (Path.GetFileNameWithoutExtension(chart.File) != id.ToString("B"))
                problems.Add(chart, $"expected the file to be named {id:B}.xml, as its <savedqueryvisualizationid> says.");
            foreach (var entity in data.Descendants("entity"))
            {
                if (entity.Attribute("name")?.Value != ComponentIndex.TableOf(chart.File))
                    problems.Add(chart.With(entity), $"expected a query of {ComponentIndex.TableOf(chart.File)}, in whose folder the chart is; found {entity.Attribute("name")?.Value}.");
                FetchColumns.Check(chart, entity, tables, problems);
            }

            var aliases = data.Descendants("attribute").Select(attribute => attribute.Attribute("alias")?.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var part in data.Descendants().Where(part => part.Name.LocalName is "category" or "measure" && !aliases.Contains(part.Attribute("alias")?.Value)))
                problems.Add(chart.With(part), $"the chart draws {part.Attribute("alias")?.Value}, which its query does not read.");
        }

        foreach (var dashboard in tree.Dashboards)
        {
            if (ComponentIndex.Id(dashboard.Text("FormId")) is not { } id || Path.GetFileNameWithoutExtension(dashboard.File) != id.ToString("B"))
                problems.Add(dashboard, "expected the file to be named as its <FormId> says.");
            FormControls.Check(dashboard, table: null, tables, components, problems);
        }
    }
}
