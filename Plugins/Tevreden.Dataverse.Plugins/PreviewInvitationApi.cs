using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Rules;

namespace Tevreden.Dataverse.Plugins;

/// <summary>Custom API <c>tvr_PreviewInvitation</c>: what would happen with a case, to whom (masked), and why. Writes nothing.</summary>
public sealed class PreviewInvitationApi : PluginBase
{
    /// <summary>Used by the platform.</summary>
    public PreviewInvitationApi()
        : this(SystemClock.UtcNow)
    {
    }

    internal PreviewInvitationApi(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        var dutch = Words.IsDutch(new LanguageQuery(call.System).OfUser(call.Context.InitiatingUserId));
        if (Preview(call, dutch) is not { } preview)
        {
            throw new InvalidPluginExecutionException(Explanations.NoSuchCase.In(dutch));
        }

        var output = call.Context.OutputParameters;
        var outcome = preview.Outcome;
        output[CustomApis.Status] = (int)outcome.Status;
        output[CustomApis.Explanation] = preview.Explanation.In(dutch);
        output[CustomApis.RuleName] = preview.Rule?.Name;
        output[CustomApis.SurveyName] = preview.Rule?.Survey?.Name;
        output[CustomApis.Recipient] = outcome.Email is { } email ? EmailAddress.Mask(email) : null;
        if (outcome.Reason is { } reason)
        {
            output[CustomApis.Reason] = (int)reason;
        }

        if (outcome.DueOn is { } due)
        {
            output[CustomApis.DueOn] = due;
        }
    }

    private static PreviewedOutcome? Preview(PluginCall call, bool dutch)
    {
        try
        {
            return new CasePreview(call).Of(call.Input<Guid>(CustomApis.CaseId));
        }
        catch (BrokenRuleException broken)
        {
            throw new InvalidPluginExecutionException(broken.Explanation.In(dutch));
        }
    }
}
