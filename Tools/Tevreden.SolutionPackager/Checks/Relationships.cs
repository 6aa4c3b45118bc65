using System.Globalization;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Relationships and lookup columns come in pairs, and the list of names is complete.</summary>
internal static class Relationships
{
    public static void Check(SourceTree tree, TableIndex tables, Problems problems)
    {
        var related = new HashSet<(string Table, string Column)>();
        foreach (var relationship in tree.Relationships)
        {
            if (relationship.Text("ReferencingEntityName") is not { } child || relationship.Text("ReferencedEntityName") is not { } parent || relationship.Text("ReferencingAttributeName") is not { } column)
            {
                problems.Add(relationship, "expected <ReferencingEntityName>, <ReferencedEntityName> and <ReferencingAttributeName>.");
                continue;
            }

            related.Add((Lower(child), Lower(column)));
            foreach (var name in ((string[])[child, parent]).Where(name => tables.IsOurs(name) && tables.Find(name) is null))
                problems.Add(relationship, $"the relationship refers to the table {name}; expected it in Entities/{name}/Entity.xml.");
            if ((tables.Find(child) is not null || !tables.IsOurs(child)) && !tables.HasColumn(child, column))
                problems.Add(relationship, $"the relationship refers to the column {Lower(column)}, which {Lower(child)} does not have.");
            if (!string.Equals(Path.GetFileNameWithoutExtension(relationship.File), parent, StringComparison.Ordinal))
                problems.Add(relationship, $"expected it in Other/Relationships/{parent}.xml, the file of the table it refers to.");
        }

        CheckLookups(tables, related, problems);
        CheckNames(tree, problems);
    }

    private static void CheckLookups(TableIndex tables, HashSet<(string Table, string Column)> related, Problems problems)
    {
        foreach (var table in tables.All)
        {
            foreach (var (name, column) in table.Columns)
            {
                if (column.Text("Type") is "lookup" && tables.IsOurs(name) && !related.Contains((table.LogicalName, name)))
                    problems.Add(column, $"expected a relationship in Other/Relationships for the lookup {name}, found none.");
            }
        }
    }

    private static void CheckNames(SourceTree tree, Problems problems)
    {
        var listed = tree.RelationshipNames.Xml.Elements("EntityRelationship").Select(tree.RelationshipNames.With).ToDictionary(element => element.Attribute("Name") ?? "", element => element);
        var defined = tree.Relationships.ToDictionary(element => element.Attribute("Name") ?? "", element => element);
        foreach (var (name, element) in listed.Where(pair => !defined.ContainsKey(pair.Key)))
            problems.Add(element, $"the relationship {name} is listed; expected its definition in Other/Relationships.");
        foreach (var (name, element) in defined.Where(pair => !listed.ContainsKey(pair.Key)))
            problems.Add(element, $"expected the relationship {name} in the list of Other/Relationships.xml too.");
    }

    private static string Lower(string name) => name.ToLower(CultureInfo.InvariantCulture);
}
