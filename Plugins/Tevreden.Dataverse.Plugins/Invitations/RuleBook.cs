using System.Collections.Generic;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>The active rules, read at most once per minute and worker.</summary>
internal sealed class RuleBook
{
    private static readonly MinuteCache<IReadOnlyList<RuleFacts>> Kept = new();

    private readonly PluginCall _call;

    public RuleBook(PluginCall call) => _call = call;

    public IReadOnlyList<RuleFacts> Read() => Kept.Get(_call.Context.OrganizationId, _call.Now, ReadRows) ?? [];

    // No rules at all is not kept: an administrator who has just made the first one expects it to work.
    private IReadOnlyList<RuleFacts>? ReadRows()
    {
        var rules = new ActiveRulesQuery(_call.System).Read();
        return rules.Count == 0 ? null : rules;
    }
}
