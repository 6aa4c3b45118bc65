using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>
/// What a rule's FetchXML filter may hold. It runs as SYSTEM for everybody's cases, so nothing in it may depend on who runs
/// it; and it is only about whether one case passes, so related tables are asked about, never joined in.
/// </summary>
internal static class FilterCheck
{
    private static readonly HashSet<string> LinkTypes = new(StringComparer.Ordinal) { "any", "not any", "all", "not all" };

    private static readonly HashSet<string> OfTheUser = new(StringComparer.OrdinalIgnoreCase)
    {
        "eq-userid", "ne-userid", "eq-userteams", "eq-useroruserteams", "eq-useroruserhierarchy", "eq-useroruserhierarchyandteams",
        "eq-businessid", "ne-businessid", "eq-userlanguage",
    };

    private static readonly Dictionary<string, HashSet<string>> Children = new(StringComparer.Ordinal)
    {
        ["filter"] = new(StringComparer.Ordinal) { "filter", "condition", "link-entity" },
        ["link-entity"] = new(StringComparer.Ordinal) { "filter" },
        ["condition"] = new(StringComparer.Ordinal) { "value" },
        ["value"] = [],
    };

    /// <summary>What is wrong with it; null for nothing.</summary>
    public static Words? Problem(XElement filter)
    {
        if (filter.Name != "filter")
        {
            return Explanations.FilterRoot(filter.Name.LocalName);
        }

        return filter.DescendantsAndSelf().Select(OfElement).FirstOrDefault(p => p is not null);
    }

    private static Words? OfElement(XElement element)
    {
        if (element.Elements().FirstOrDefault(c => !Children[element.Name.LocalName].Contains(c.Name.ToString())) is { } child)
        {
            return Explanations.FilterElement(child.Name.LocalName, element.Name.LocalName);
        }

        return element.Name.LocalName switch
        {
            "link-entity" => OfLink(element),
            "condition" => OfCondition(element),
            _ => null,
        };
    }

    private static Words? OfLink(XElement link)
    {
        var type = (string?)link.Attribute("link-type") ?? "inner";
        return !LinkTypes.Contains(type)
            ? Explanations.FilterLinkType((string?)link.Attribute("name") ?? string.Empty, type)
            : Missing(link, "name") ?? Missing(link, "from") ?? Missing(link, "to");
    }

    private static Words? OfCondition(XElement condition)
    {
        var column = (string?)condition.Attribute("attribute") ?? string.Empty;
        var comparison = (string?)condition.Attribute("operator") ?? string.Empty;
        if (OfTheUser.Contains(comparison))
        {
            return Explanations.FilterOfTheUser(column, comparison);
        }

        if (condition.Attribute("entityname") is { } other)
        {
            return Explanations.FilterEntityName(column, other.Value);
        }

        // Compared with a column of the same row it may be, not with one of a joined row: nothing is joined here.
        return (string?)condition.Attribute("valueof") is { } compared && compared.IndexOf('.') is >= 0 and var dot
            ? Explanations.FilterEntityName(column, compared.Substring(0, dot))
            : Missing(condition, "attribute") ?? Missing(condition, "operator");
    }

    private static Words? Missing(XElement element, string attribute) =>
        string.IsNullOrEmpty((string?)element.Attribute(attribute)) ? Explanations.FilterAttribute(element.Name.LocalName, attribute) : null;
}
