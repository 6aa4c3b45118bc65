using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>Marks a rule that turned out to be broken, so that its administrator sees it where rules are.</summary>
internal sealed class RuleMarking
{
    private readonly PluginCall _call;

    public RuleMarking(PluginCall call) => _call = call;

    public void After(Outcome outcome)
    {
        if (outcome is { Reason: InvitationReason.RuleBroken, RuleId: { } rule, BrokenBecause: { } because } && !outcome.RuleWasMarked)
        {
            new RuleWrites(_call.System).Mark(rule, because);
            new RuleBook(_call).Forget();
        }
    }
}
