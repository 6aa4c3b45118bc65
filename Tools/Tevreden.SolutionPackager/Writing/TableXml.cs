using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Writing;

/// <summary>Makes one &lt;Entity&gt;: Entity.xml with the forms, views, charts and ribbon of its folder.</summary>
internal static class TableXml
{
    public static XElement Make(SourceElement table, SourceTree tree, bool isManaged)
    {
        var entity = CustomizationsXml.Copy(table);
        var folder = table.File[..(table.File.LastIndexOf('/') + 1)];
        var forms = Variants.Of(Of(tree.Forms), isManaged)
            .GroupBy(file => file.File.Split('/')[^2], StringComparer.Ordinal)
            .Select(type => new XElement("forms", new XAttribute("type", type.Key), type.SelectMany(file => file.Xml.Elements())))
            .ToList();
        var views = Of(tree.Views).SelectMany(file => file.Xml.Elements()).ToList();
        var charts = Of(tree.Charts).Select(CustomizationsXml.Copy).ToList();
        Put("FormXml", forms.Count > 0 ? new XElement("FormXml", forms) : null);
        Put("SavedQueries", views.Count > 0 ? new XElement("SavedQueries", new XElement("savedqueries", views)) : null);
        Put("Visualizations", charts.Count > 0 ? new XElement("Visualizations", charts) : null);
        Put("RibbonDiffXml", Of(tree.Ribbons).Select(CustomizationsXml.Copy).FirstOrDefault());
        return entity;

        IEnumerable<SourceElement> Of(IEnumerable<SourceElement> files) => files.Where(file => file.File.StartsWith(folder, StringComparison.Ordinal));

        // In place of the place holder in Entity.xml. The schema takes no empty one.
        void Put(string name, XElement? content)
        {
            if (entity.Element(name) is not { } place)
            {
                if (content is not null)
                    throw new PackException([$"{table.File}: expected a place holder <{name} />, since its folder holds such components; found none."]);
                return;
            }

            if (content is not null)
                place.ReplaceWith(content);
            else if (name != "RibbonDiffXml")
                place.Remove();
        }
    }
}
