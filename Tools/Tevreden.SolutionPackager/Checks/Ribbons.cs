using System.Text;
using System.Xml.Linq;
using Tevreden.SolutionPackager.Sources;

namespace Tevreden.SolutionPackager.Checks;

/// <summary>Buttons have commands, commands have rules and functions that exist, and texts are defined and used.</summary>
internal static class Ribbons
{
    private const string WebResource = "$webresource:", Text = "$LocLabels:";

    public static void Check(SourceTree tree, TableIndex tables, ComponentIndex components, Problems problems)
    {
        var ids = new Dictionary<string, SourceElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var ribbon in tree.Ribbons)
        {
            foreach (var part in ribbon.Xml.Descendants().Where(IsDefinition).Select(ribbon.With))
            {
                if (part.Attribute("Id") is not { } id)
                    problems.Add(part, $"expected an Id on this {part.Xml.Name.LocalName}.");
                else if (!ids.TryAdd(part.Xml.Name.LocalName + " " + id, part))
                    problems.Add(part, $"the Id {id} stands in {ids[part.Xml.Name.LocalName + " " + id].File} already.");
            }

            CheckReferences(ribbon, tree, components, problems);
            foreach (var rule in ribbon.Xml.Descendants("EntityPrivilegeRule").Select(ribbon.With).Where(rule => rule.Attribute("EntityName") is { } table && tables.IsOurs(table) && tables.Find(table) is null))
                problems.Add(rule, $"the rule is on the table {rule.Attribute("EntityName")}, which is not in Entities.");
        }
    }

    private static bool IsDefinition(XElement part) => part.Name.LocalName switch
    {
        "CustomAction" or "Button" or "CommandDefinition" or "LocLabel" => true,
        "EnableRule" or "DisplayRule" => part.Parent?.Parent?.Name.LocalName == "RuleDefinitions",
        _ => false,
    };

    private static void CheckReferences(SourceElement ribbon, SourceTree tree, ComponentIndex components, Problems problems)
    {
        var defined = ribbon.Xml.Descendants().Where(IsDefinition).Select(part => (part.Name.LocalName, Id: part.Attribute("Id")?.Value ?? "")).ToHashSet();
        var used = new HashSet<(string, string)>();
        foreach (var part in ribbon.Xml.Descendants())
        {
            if (part.Name.LocalName == "Button")
                Refer("CommandDefinition", part.Attribute("Command")?.Value ?? "", part);
            if (part.Name.LocalName is "EnableRule" or "DisplayRule" && !IsDefinition(part))
                Refer(part.Name.LocalName, part.Attribute("Id")?.Value ?? "", part);
            foreach (var value in part.Attributes().Select(attribute => attribute.Value))
            {
                if (value.StartsWith(Text, StringComparison.Ordinal))
                    Refer("LocLabel", value[Text.Length..], part);
                if (value.StartsWith(WebResource, StringComparison.Ordinal) && !components.HasWebResource(value[WebResource.Length..]))
                    problems.Add(ribbon.With(part), $"it refers to the web resource {value[WebResource.Length..]}, which is not in WebResources.");
            }

            if (part.Name.LocalName == "JavaScriptFunction")
                CheckFunction(ribbon.With(part), tree, problems);
        }

        foreach (var (kind, id) in defined.Where(one => one.LocalName is not ("CustomAction" or "Button") && !used.Contains(one)))
            problems.Add(ribbon, $"the {kind} {id} is defined, but nothing refers to it.");

        void Refer(string kind, string id, XElement from)
        {
            used.Add((kind, id));
            if (!defined.Contains((kind, id)) && !id.StartsWith("Mscrm.", StringComparison.Ordinal))
                problems.Add(ribbon.With(from), $"it refers to the {kind} {id}, which this ribbon does not define.");
        }
    }

    // The last part of the name must at least be a member that the script gives out.
    private static void CheckFunction(SourceElement function, SourceTree tree, Problems problems)
    {
        var library = function.Attribute("Library") is { } name && name.StartsWith(WebResource, StringComparison.Ordinal) ? name[WebResource.Length..] : "";
        var last = function.Attribute("FunctionName")?.Split('.')[^1] ?? "";
        if (tree.WebContents.TryGetValue($"WebResources/{library}.data.xml", out var content) && !Encoding.UTF8.GetString(content).Contains($"{last}:", StringComparison.Ordinal))
            problems.Add(function, $"the command calls {function.Attribute("FunctionName")}; expected a member {last} in {library}.");
    }
}
