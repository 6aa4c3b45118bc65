using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;
using Tevreden.Dataverse.Plugins.Invitations;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>Tries a rule on the cases resolved last, read with the rights of the one who asks. Writes nothing.</summary>
internal sealed class RuleTest
{
    // Each case comes once for every resolution, and a result holds 5,000 rows.
    private const int CasesPerRequest = 100;

    private readonly PluginCall _call;
    private readonly IOrganizationService _reader;

    public RuleTest(PluginCall call)
    {
        _call = call;
        _reader = call.Services.CreateOrganizationService(call.Context.InitiatingUserId);
    }

    /// <exception cref="BrokenRuleException">It can't be read.</exception>
    public IReadOnlyList<TriedOutcome> Run(RuleFacts rule, int top)
    {
        var ids = new ResolvedCasesQuery(_reader).Read(top);
        var cases = new List<TriedCase>();
        for (var from = 0; from < ids.Count; from += CasesPerRequest)
        {
            cases.AddRange(Read(rule, ids.Skip(from).Take(CasesPerRequest).ToList()));
        }

        return RuleTrial.Of(rule, new RuleBook(_call).Around([rule]), cases);
    }

    private IEnumerable<TriedCase> Read(RuleFacts rule, IReadOnlyList<Guid> ids)
    {
        var values = RuleShape.Problem(rule) is null ? Values(rule, ids) : null;
        return new CaseQuery(_reader).Read(ids, []).Select(r => Tried(r.Case, values)).OfType<TriedCase>();
    }

    private IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, SourceValue>> Values(RuleFacts rule, IReadOnlyList<Guid> ids)
    {
        try
        {
            return new RuleQuery(_reader).Read(ids, rule);
        }
        catch (FaultException<OrganizationServiceFault> fault) when (Faults.IsBadQuery(fault) && !Faults.IsPrivilegeDenied(fault))
        {
            throw new BrokenRuleException(rule.Name, fault.Message);
        }
    }

    private TriedCase? Tried(CaseFacts theCase, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, SourceValue>>? values)
    {
        var resolution = ResolutionHistory.Of(theCase, [], PlanEvent.Reconcile).Newest;
        return resolution is null
            ? null
            : new TriedCase(
                theCase,
                InvitationIdentity.Reference(_call.Context.OrganizationId, theCase.Id, resolution.Id),
                resolution.ResolvedOn,
                values is not null && values.TryGetValue(theCase.Id, out var read) ? new RuleReading.Matches(read) : new RuleReading.DoesNotMatch());
    }
}
