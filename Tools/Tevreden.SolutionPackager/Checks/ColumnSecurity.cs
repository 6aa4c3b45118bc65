using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Profiles are of secured columns that exist, and every secured column is in one: else nobody but the system could ever read it.</summary>
internal static class ColumnSecurity
{
    public static void Check(SourceTree tree, TableIndex tables, Problems problems)
    {
        var covered = new HashSet<(string, string)>();
        foreach (var permission in tree.ColumnSecurityProfiles.SelectMany(profile => profile.Xml.Descendants("FieldPermission").Select(profile.With)))
        {
            var (table, column) = (permission.Text("EntityName") ?? "", permission.Text("AttributeName") ?? "");
            covered.Add((table, column));
            if (!tables.HasColumn(table, column))
                problems.Add(permission, $"the permission is of the column {column}, which {table} does not have.");
            else if (tables.Find(table)?.Columns[column].Text("IsSecured") != "1")
                problems.Add(permission, $"the permission is of {table}.{column}, which is not secured; expected <IsSecured>1</IsSecured>.");
        }

        foreach (var table in tables.All)
        {
            foreach (var (name, column) in table.Columns.Where(column => column.Value.Text("IsSecured") == "1" && !covered.Contains((table.LogicalName, column.Key))))
                problems.Add(column, $"expected a permission for the secured column {name} in Other/FieldSecurityProfiles.xml, found none.");
        }
    }
}
