using System;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>
/// A rule turned out to be broken where the platform lets nothing go on after finding that out: inside a transaction. What
/// was asked for fails, and says why in words.
/// </summary>
internal sealed class BrokenRuleException : Exception
{
    /// <param name="explanation">In two languages.</param>
    public BrokenRuleException(string explanation)
        : base(explanation) => Explanation = explanation;

    public string Explanation { get; }
}
