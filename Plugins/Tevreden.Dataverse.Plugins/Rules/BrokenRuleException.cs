using System;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>
/// A rule turned out to be broken where the platform lets nothing go on after finding that out: inside a transaction. What
/// was asked for fails, and says why in words.
/// </summary>
internal sealed class BrokenRuleException : Exception
{
    /// <param name="rule">Name of the rule.</param>
    /// <param name="problem">What the platform says of it.</param>
    public BrokenRuleException(string rule, string problem)
        : this(Explanations.RuleBroken(rule, Explanations.RuleUnreadable(problem)))
    {
    }

    private BrokenRuleException(Words explanation)
        : base(explanation.English) => Explanation = explanation;

    public Words Explanation { get; }
}
