using System.Globalization;
using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Import;

/// <summary>Reads &lt;EntityRelationships&gt;.</summary>
internal sealed class RelationshipReader(MetadataCatalog catalog, ImportPlan plan)
{
    private const string File = Customizations.File;

    // What owns a row is a user or a team; there is no table of that name.
    private const string OwnerTable = "owner";

    public void Read(XElement relationships)
    {
        foreach (var element in relationships.Elements("EntityRelationship"))
        {
            var kind = element.Need("EntityRelationshipType", File);
            if (MissingTable(element) is { } missing)
            {
                plan.Warn(File, element, $"the relationship '{element.NeedAttribute("Name", File)}' is not imported: the table '{missing}' is neither in the file nor in the sandbox");
                continue;
            }

            if (kind == "OneToMany")
                OneToMany(element);
            else if (kind == "ManyToMany")
                ManyToMany(element);
            else
                throw Xml.Wrong(File, element.Element("EntityRelationshipType")!, $"expected OneToMany or ManyToMany, found '{kind}'");
            plan.Count("EntityRelationships");
        }
    }

    // Activities and other tables of the platform point at own tables, and own tables at them; the sandbox doesn't have them all. A lookup that points at a table nobody has is another matter.
    private string? MissingTable(XElement element)
    {
        if (element.Text("ReferencingEntityName")?.ToLower(CultureInfo.InvariantCulture) is { } child && !IsHere(child))
            return child;
        return ((string[])["ReferencedEntityName", "FirstEntityName", "SecondEntityName"])
            .Select(name => element.Text(name)?.ToLower(CultureInfo.InvariantCulture))
            .FirstOrDefault(name => name is not null && !IsHere(name) && PlatformContent.IsTable(name));
    }

    private bool IsHere(string table) => catalog.FindTable(table) is not null || plan.Catalog.Tables.Exists(found => found.LogicalName == table);

    private static CascadeType Cascade(XElement element, string child, CascadeType otherwise) => element.Text(child) switch
    {
        null => otherwise,
        "NoCascade" => CascadeType.NoCascade,
        "Cascade" => CascadeType.Cascade,
        "ActiveOnly" or "Active" => CascadeType.Active,
        "UserOwned" => CascadeType.UserOwned,
        "RemoveLink" => CascadeType.RemoveLink,
        "Restrict" => CascadeType.Restrict,
        var other => throw Xml.Wrong(File, element.Element(child)!, $"the cascade '{other}' is not known"),
    };

    private static string? Navigation(XElement element, string role) => element
        .Elements("EntityRelationshipRoles").Elements("EntityRelationshipRole")
        .FirstOrDefault(found => found.Text("RelationshipRoleType") == role)?.Text("NavigationPropertyName");

    private void OneToMany(XElement element)
    {
        var name = element.NeedAttribute("Name", File);
        var referenced = element.Need("ReferencedEntityName", File);
        if (string.Equals(referenced, OwnerTable, StringComparison.OrdinalIgnoreCase))
            return;
        var parent = Table(referenced, element);
        var child = Table(element.Need("ReferencingEntityName", File), element);
        var attribute = element.Need("ReferencingAttributeName", File);
        var column = attribute.ToLower(CultureInfo.InvariantCulture);
        if (child.Columns.All(found => found.LogicalName != column))
            throw Xml.Wrong(File, element.Element("ReferencingAttributeName")!, $"the relationship '{name}' uses the column '{column}', which '{child.LogicalName}' does not have");

        plan.Catalog.Relationships.Add(new RelationshipDefinition
        {
            SchemaName = name,
            ReferencedTable = parent.LogicalName,
            ReferencedColumn = parent.PrimaryIdColumn,
            ReferencingTable = child.LogicalName,
            ReferencingColumn = column,
            ReferencingNavigationProperty = Navigation(element, "1") ?? column,
            ReferencedNavigationProperty = Navigation(element, "0") ?? name,
            CascadeAssign = Cascade(element, "CascadeAssign", CascadeType.NoCascade),
            CascadeDelete = Cascade(element, "CascadeDelete", CascadeType.RemoveLink),
            CascadeMerge = Cascade(element, "CascadeMerge", MergeOf(parent)),
            CascadeReparent = Cascade(element, "CascadeReparent", CascadeType.NoCascade),
            CascadeShare = Cascade(element, "CascadeShare", CascadeType.NoCascade),
            IsCustom = true,
            Solution = plan.Manifest.UniqueName,
        });
    }

    // The file has no merge cascade: custom relationships with a table that can be merged follow the merge.
    private static CascadeType MergeOf(TableDefinition parent) =>
        parent.LogicalName is "account" or "contact" or "lead" or "incident" ? CascadeType.Cascade : CascadeType.NoCascade;

    private void ManyToMany(XElement element)
    {
        var first = Table(element.Need("FirstEntityName", File), element);
        var second = Table(element.Need("SecondEntityName", File), element);
        var name = element.NeedAttribute("Name", File);
        var (relationship, table) = IntersectTables.Make(name, element.Need("IntersectEntityName", File), first, second, plan.Manifest.UniqueName);
        plan.Catalog.ManyToMany.Add(relationship);
        plan.Catalog.Tables.Add(table);
    }

    // The catalog's own tables with the columns that this very solution adds.
    private TableDefinition Table(string schemaName, XElement element)
    {
        var name = schemaName.ToLower(CultureInfo.InvariantCulture);
        var known = catalog.FindTable(name);
        var added = plan.Catalog.Tables.Find(table => table.LogicalName == name);
        if (known is not null && added is not null)
            return known with { Columns = [.. known.Columns, .. added.Columns] };
        return known ?? added ?? throw Xml.Wrong(File, element, $"the relationship names the table '{name}', which is neither in the file nor in this environment");
    }
}
