using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Writing;

/// <summary>Makes customizations.xml: the frame of Other/Customizations.xml with its empty sections filled.</summary>
internal static class CustomizationsXml
{
    public static XElement Make(SourceTree tree)
    {
        var root = new XElement(tree.Frame.Xml);
        Fill(root, "Entities", tree.Tables.Select(table => Entity(table, tree)));
        Fill(root, "Roles", tree.Roles.Select(Copy));
        Fill(root, "EntityRelationships", tree.Relationships.Select(Copy));
        Fill(root, "optionsets", tree.OptionSets.Select(Copy));
        Fill(root, "SolutionPluginAssemblies", tree.Assemblies.Select(Copy));
        Fill(root, "SdkMessageProcessingSteps", tree.Steps.Select(Copy));
        return root;
    }

    private static void Fill(XElement root, string section, IEnumerable<XElement> content)
    {
        var place = root.Element(section);
        var elements = content.ToList();
        if (place is null && elements.Count > 0)
            throw new PackException([$"Other/Customizations.xml: expected an empty <{section} /> to hold {elements.Count} components, found none."]);
        place?.ReplaceNodes(elements);
    }

    private static XElement Entity(SourceElement table, SourceTree tree)
    {
        var entity = Copy(table);
        var folder = table.File[..(table.File.LastIndexOf('/') + 1)];
        if (tree.Ribbons.Where(ribbon => ribbon.File.StartsWith(folder, StringComparison.Ordinal)).Select(Copy).FirstOrDefault() is { } ribbon)
            entity.Element("RibbonDiffXml")?.ReplaceWith(ribbon);
        // Place holders that no file fills: the schema takes none of them empty.
        entity.Elements().Where(element => element.Name.LocalName is "FormXml" or "SavedQueries" or "Visualizations" && element.IsEmpty).Remove();
        return entity;
    }

    // The declaration of this prefix stands on the root.
    private static XElement Copy(SourceElement element)
    {
        var copy = new XElement(element.Xml);
        copy.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        return copy;
    }
}
