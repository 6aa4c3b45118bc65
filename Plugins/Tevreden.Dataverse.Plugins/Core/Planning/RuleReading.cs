using System.Collections.Generic;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>What trying a rule on a case gave.</summary>
internal abstract record RuleReading
{
    private RuleReading()
    {
    }

    /// <summary>The case passes the rule's filter.</summary>
    /// <param name="Values">What the rule's paths lead to, by source path; without those that lead to nothing.</param>
    internal sealed record Matches(IReadOnlyDictionary<string, SourceValue> Values) : RuleReading;

    /// <summary>The case does not pass.</summary>
    internal sealed record DoesNotMatch : RuleReading;

    /// <summary>Dataverse refuses to evaluate it: something that the rule names isn't there any more.</summary>
    /// <param name="Problem">What Dataverse says.</param>
    internal sealed record Unreadable(string Problem) : RuleReading;
}
