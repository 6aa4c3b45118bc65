using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Columns and alternate keys: choices that exist, one primary key and name, keys on text columns that are there.</summary>
internal static class Columns
{
    public static void Check(SourceTree tree, TableIndex tables, Problems problems)
    {
        var choices = tree.OptionSets.Select(set => set.Attribute("Name")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables.All)
        {
            foreach (var column in table.Columns.Values)
            {
                if (column.Text("OptionSetName") is { } choice && tables.IsOurs(choice) && !choices.Contains(choice))
                    problems.Add(column, $"the column refers to the choice {choice}; expected it in OptionSets/{choice}.xml.");
            }

            foreach (var key in table.At.Xml.Descendants("EntityKey").Select(table.At.With))
                CheckKey(table, key, problems);
            if (table.IsOwn)
                CheckPrimary(table, problems);
        }
    }

    private static void CheckPrimary(SourceTable table, Problems problems)
    {
        var names = table.Columns.Values.Count(column => column.Text("DisplayMask")?.Split('|').Contains("PrimaryName") == true);
        if (names != 1)
            problems.Add(table.At, $"expected one column with PrimaryName in its <DisplayMask>, found {names}.");
        if (!table.Columns.TryGetValue(table.LogicalName + "id", out var key) || key.Text("Type") != "primarykey")
            problems.Add(table.At, $"expected a column {table.SchemaName}Id of type primarykey.");
    }

    private static void CheckKey(SourceTable table, SourceElement key, Problems problems)
    {
        foreach (var name in key.Xml.Elements("EntityKeyAttributes").Elements("AttributeName").Select(element => element.Value.Trim()))
        {
            if (!table.Columns.TryGetValue(name, out var column))
                problems.Add(key, $"the key refers to the column {name}, which {table.LogicalName} does not have.");
            else if (column.Text("Type") != "nvarchar")
                problems.Add(key, $"expected a text column in the key, since merging rows moves lookups and would collide; {name} is of type {column.Text("Type")}.");
        }
    }
}
