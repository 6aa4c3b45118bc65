using System.Text.RegularExpressions;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Privileges of our own tables exist: roles and custom APIs name them by the table's schema name.</summary>
internal static partial class Privileges
{
    public static void Check(SourceTree tree, TableIndex tables, Problems problems)
    {
        foreach (var privilege in tree.Roles.SelectMany(role => role.Xml.Descendants("RolePrivilege").Select(role.With)))
            Check(privilege, privilege.Attribute("name"), tables, problems);
        foreach (var api in tree.CustomApis.Where(api => api.Text("executeprivilegename") is not null))
            Check(api, api.Text("executeprivilegename"), tables, problems);
    }

    private static void Check(SourceElement at, string? name, TableIndex tables, Problems problems)
    {
        if (Shape().Match(name ?? "") is not { Success: true } match)
            problems.Add(at, $"expected a privilege such as prvReadAccount, found \"{name}\".");
        else if (tables.IsOurs(match.Groups["table"].Value) && tables.Find(match.Groups["table"].Value)?.SchemaName != match.Groups["table"].Value)
            problems.Add(at, $"the privilege {name} is of no table in Entities; expected the table's schema name after prv{match.Groups["right"].Value}.");
    }

    [GeneratedRegex("^prv(?<right>Create|Read|Write|Delete|AppendTo|Append|Assign|Share)(?<table>[A-Za-z]\\w*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
