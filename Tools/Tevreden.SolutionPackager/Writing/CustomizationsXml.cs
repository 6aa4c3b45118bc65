using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Writing;

/// <summary>Makes customizations.xml: the frame of Other/Customizations.xml with its empty sections filled.</summary>
internal static class CustomizationsXml
{
    public static XElement Make(SourceTree tree, bool isManaged)
    {
        var root = new XElement(tree.Frame.Xml);
        Fill(root, "Entities", tree.Tables.Select(table => TableXml.Make(table, tree, isManaged)));
        Fill(root, "Roles", tree.Roles.Select(Copy));
        Fill(root, "FieldSecurityProfiles", tree.ColumnSecurityProfiles.Select(Copy));
        Fill(root, "EntityRelationships", tree.Relationships.Select(Copy));
        Fill(root, "optionsets", tree.OptionSets.Select(Copy));
        Fill(root, "Dashboards", tree.Dashboards.Select(Copy));
        Fill(root, "WebResources", tree.WebResources.Select(Copy));
        Fill(root, "SolutionPluginAssemblies", tree.Assemblies.Select(Copy));
        Fill(root, "SdkMessageProcessingSteps", tree.Steps.Select(Copy));
        Fill(root, "AppModuleSiteMaps", Variants.Of(tree.SiteMaps, isManaged).Select(Copy));
        Fill(root, "AppModules", Variants.Of(tree.Apps, isManaged).Select(Copy));
        return root;
    }

    /// <summary>Without namespace declarations: the one that is used stands on the root.</summary>
    public static XElement Copy(SourceElement element)
    {
        var copy = new XElement(element.Xml);
        copy.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        return copy;
    }

    private static void Fill(XElement root, string section, IEnumerable<XElement> content)
    {
        var place = root.Element(section);
        var elements = content.ToList();
        if (place is null && elements.Count > 0)
            throw new PackException([$"Other/Customizations.xml: expected an empty <{section} /> to hold {elements.Count} components, found none."]);
        place?.ReplaceNodes(elements);
    }
}
