using System.Xml.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>What a navigation property leads to: the one row of a lookup, the rows that point here, or the rows at the other side of a many-to-many relationship.</summary>
/// <param name="Name">The navigation property.</param>
/// <param name="Target">Table of the related rows.</param>
/// <param name="One">The relationship, where it is one to many.</param>
/// <param name="Many">The relationship, where it is many to many.</param>
/// <param name="IsCollection">False: the row that a lookup points at.</param>
internal sealed record RelatedRows(string Name, TableDefinition Source, TableDefinition Target, RelationshipDefinition? One, ManyToManyDefinition? Many, bool IsCollection)
{
    public string SchemaName => One?.SchemaName ?? Many!.SchemaName;

    /// <summary>Column of the intersect table that holds this side's id.</summary>
    public string OwnIntersectColumn => IsFirst ? Many!.FirstIntersectColumn : Many!.SecondIntersectColumn;

    public string OtherIntersectColumn => IsFirst ? Many!.SecondIntersectColumn : Many!.FirstIntersectColumn;

    private bool IsFirst => Many!.FirstTable == Source.LogicalName;

    /// <summary>Null: the table has no such navigation property.</summary>
    public static RelatedRows? Find(MetadataCatalog catalog, TableDefinition table, string name)
    {
        if (catalog.RelationshipsFrom(table.LogicalName).FirstOrDefault(one => one.ReferencingNavigationProperty == name) is { } lookup)
            return new RelatedRows(name, table, catalog.FindTable(lookup.ReferencedTable)!, lookup, null, IsCollection: false);
        if (catalog.RelationshipsTo(table.LogicalName).FirstOrDefault(one => one.ReferencedNavigationProperty == name) is { } collection)
            return new RelatedRows(name, table, catalog.FindTable(collection.ReferencingTable)!, collection, null, IsCollection: true);
        var many = catalog.ManyToManyRelationships.FirstOrDefault(found =>
            (found.FirstTable == table.LogicalName && found.FirstNavigationProperty == name) || (found.SecondTable == table.LogicalName && found.SecondNavigationProperty == name));
        return many is null
            ? null
            : new RelatedRows(name, table, catalog.FindTable(many.FirstTable == table.LogicalName ? many.SecondTable : many.FirstTable)!, null, many, IsCollection: true);
    }

    /// <summary>A link of FetchXML that leads from the source to the related rows; over an intersect table the inner one does.</summary>
    public XElement Link(string kind)
    {
        if (One is { } one)
            return IsCollection ? Link(Target.LogicalName, one.ReferencingColumn, one.ReferencedColumn, kind) : Link(Target.LogicalName, one.ReferencedColumn, one.ReferencingColumn, kind);
        var link = Link(Many!.IntersectTable, OwnIntersectColumn, Source.PrimaryIdColumn, kind);
        link.Add(Link(Target.LogicalName, Target.PrimaryIdColumn, OtherIntersectColumn, "inner"));
        return link;
    }

    private static XElement Link(string table, string from, string to, string kind) => new(
        "link-entity", new XAttribute("name", table), new XAttribute("from", from), new XAttribute("to", to), new XAttribute("link-type", kind));
}
