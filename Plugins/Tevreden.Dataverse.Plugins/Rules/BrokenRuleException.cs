using System;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>
/// A rule turned out to be broken where the platform lets nothing go on after finding that out: inside a transaction. What
/// was asked for fails, and says why in words.
/// </summary>
internal sealed class BrokenRuleException : Exception
{
    /// <param name="explanation">Which rule, and what is wrong with it.</param>
    public BrokenRuleException(Words explanation)
        : base(explanation.English) => Explanation = explanation;

    public Words Explanation { get; }
}
