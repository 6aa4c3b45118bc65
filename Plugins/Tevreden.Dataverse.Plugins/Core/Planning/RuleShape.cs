using System;
using System.Collections.Generic;
using System.Linq;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>What is wrong with a rule by itself, whatever the environment has and whatever the case.</summary>
internal static class RuleShape
{
    /// <summary>Dataverse joins 15 tables at most; the case's own query needs some of them.</summary>
    public const int MostJoins = 12;

    private const string PrimaryContact = "primarycontactid";
    private const string CustomerContact = "customerid:contact";
    private const string AccountContact = "customerid:account.primarycontactid";

    /// <summary>What is wrong; null for nothing.</summary>
    public static Words? Problem(RuleFacts rule)
    {
        if (rule.Filter.Problem() is { } filter)
        {
            return filter;
        }

        if (rule.Window.Problem() is { } window)
        {
            return window;
        }

        if (rule.EmailColumn is { } email && SourcePath.TryParse(email) is not { Hops.Count: 0, Raw: false })
        {
            return Explanations.EmailColumn(email);
        }

        var tree = new JoinTree();
        if (Sources(rule).FirstOrDefault(s => !tree.Add(s)) is { } unknown)
        {
            return Explanations.Path(unknown);
        }

        return TargetProblem(rule) ?? JoinProblem(rule);
    }

    /// <summary>Whether two mappings fill one field.</summary>
    public static Words? TargetProblem(RuleFacts rule) =>
        rule.Mappings.GroupBy(m => m.Target, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice ? Explanations.TargetTwice(twice.Key) : null;

    /// <summary>Whether the rule goes over more tables than Dataverse joins.</summary>
    public static Words? JoinProblem(RuleFacts rule)
    {
        var joins = Tree(rule).Case.Joins + rule.Filter.Joins();
        return joins > MostJoins ? Explanations.TooManyJoins(joins, MostJoins) : null;
    }

    /// <summary>Every path that deciding by this rule reads.</summary>
    public static IReadOnlyList<string> Sources(RuleFacts rule) => rule.Mappings.Select(m => m.Source)
        .Concat(new[] { rule.LanguageSource, rule.LocationSource }.OfType<string>())
        .Concat(EmailSources(rule))
        .Distinct(StringComparer.Ordinal)
        .ToList();

    /// <summary>The joins and columns of all of them. What can't be read is left out; <see cref="Problem"/> names it.</summary>
    public static JoinTree Tree(RuleFacts rule)
    {
        var tree = new JoinTree();
        foreach (var source in Sources(rule))
        {
            tree.Add(source);
        }

        return tree;
    }

    /// <summary>Where the rule's e-mail column of the three possible recipients is; null for who is none of them.</summary>
    public static string? EmailSource(RuleFacts rule, CaseFacts theCase, ContactFacts recipient) => rule.EmailColumn is not { } column ? null
        : recipient == theCase.PrimaryContact ? PrimaryContact + "." + column
        : recipient == theCase.CustomerContact ? CustomerContact + "." + column
        : AccountContact + "." + column;

    private static IEnumerable<string> EmailSources(RuleFacts rule) => rule.EmailColumn is { } column
        ? new[] { PrimaryContact, CustomerContact, AccountContact }.Select(p => p + "." + column)
        : [];
}
