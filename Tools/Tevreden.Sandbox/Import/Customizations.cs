using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Reads customizations.xml: definitions first, then whatever becomes rows; names what it leaves out.</summary>
internal sealed class Customizations(MetadataCatalog catalog, ImportPlan plan, IReadOnlyList<IRowSection> sections)
{
    public const string File = "customizations.xml";

    // Read as definitions, or without content that concerns rows.
    private static readonly HashSet<string> Definitions = ["Entities", "EntityRelationships", "optionsets", "Languages"];

    public void Read()
    {
        var root = plan.Archive.Xml(File);
        var sets = OptionSets(root);
        new TableReader(catalog, plan).Read(root.Element("Entities") ?? new XElement("Entities"), sets);
        new RelationshipReader(catalog, plan).Read(root.Element("EntityRelationships") ?? new XElement("EntityRelationships"));
        foreach (var section in root.Elements())
        {
            if (sections.FirstOrDefault(found => found.Element == section.Name.LocalName) is { } reader)
                reader.Read(section, plan);
            else if (!Definitions.Contains(section.Name.LocalName) && section.Elements().Any() && !IsEmptyRibbon(section))
                plan.Warn(File, section, $"{section.Elements().Count()} component(s) of this kind are not imported: the sandbox does not know them");
        }

        foreach (var entity in root.Elements("Entities").Elements("Entity"))
        {
            foreach (var part in sections.Where(section => section.Element.StartsWith("Entity/", StringComparison.Ordinal)))
            {
                if (entity.Element(part.Element["Entity/".Length..]) is { } element)
                    part.Read(element, plan);
            }
        }
    }

    public static bool IsEmptyRibbon(XElement ribbon) =>
        ribbon.Name.LocalName == "RibbonDiffXml" && !ribbon.Elements("CustomActions").Elements().Any() && !ribbon.Elements("CommandDefinitions").Elements().Any();

    private Dictionary<string, OptionSetDefinition> OptionSets(XElement root)
    {
        var sets = catalog.GlobalOptionSets.ToDictionary(set => set.Name, StringComparer.Ordinal);
        foreach (var element in root.Elements("optionsets").Elements("optionset"))
        {
            var name = element.NeedAttribute("Name", File);
            var set = ColumnReader.OptionSet(element, name, File) with { IsGlobal = true };
            sets[name] = set;
            plan.Catalog.OptionSets.Add(set);
            plan.Count("optionsets");
        }

        return sets;
    }
}

/// <summary>A part of customizations.xml that becomes rows. <see cref="Element"/> is its name; "Entity/Name" for a part of each table.</summary>
internal interface IRowSection
{
    string Element { get; }

    void Read(XElement section, ImportPlan plan);
}
