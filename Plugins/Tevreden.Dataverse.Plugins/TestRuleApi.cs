using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Rules;

namespace Tevreden.Dataverse.Plugins;

/// <summary>Custom API <c>tvr_TestRule</c>: what a rule would have done with the cases resolved last. Writes nothing.</summary>
public sealed class TestRuleApi : PluginBase
{
    private const int UsualTop = 50;
    private const int MostTop = 500;

    /// <summary>Used by the platform.</summary>
    public TestRuleApi()
        : this(SystemClock.UtcNow)
    {
    }

    internal TestRuleApi(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        var top = call.OptionalInput<int>(CustomApis.Top) ?? UsualTop;
        if (top is < 1 or > MostTop)
        {
            throw new InvalidPluginExecutionException($"{CustomApis.Top} must be from 1 to {MostTop}, not {top}.");
        }

        var dutch = Words.IsDutch(new LanguageQuery(call.System).OfUser(call.Context.InitiatingUserId));
        var rule = new ActiveRulesQuery(call.System).Read(call.Input<Guid>(CustomApis.RuleId))
            ?? throw new InvalidPluginExecutionException(Explanations.NoSuchRule.In(dutch));
        try
        {
            call.Context.OutputParameters[CustomApis.Result] = RuleTestReport.ToJson(new RuleTest(call).Run(rule, top), dutch);
        }
        catch (BrokenRuleException broken)
        {
            throw new InvalidPluginExecutionException(broken.Explanation.In(dutch));
        }
    }
}
