using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>A case with the means to try rules on it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Try">Tries one rule: no request for one without filter that came along, else one.</param>
internal sealed record CaseInHand(CaseFacts Case, Func<RuleFacts, RuleReading> Try);

/// <summary>
/// Reads a case with what the rules want of it. A rule without filter matches every case, so the values of the first one
/// come along with the case; a rule with a filter is asked about when it is its turn.
/// </summary>
internal sealed class CaseReading
{
    private readonly IOrganizationService _service;

    public CaseReading(IOrganizationService service) => _service = service;

    /// <summary>The case; null when it is gone.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="rules">
    /// Those whose values may come along. None inside a transaction, which no fault leaves intact: so the case is read without
    /// one, and of a rule that is tried and can't be read the name is known.
    /// </param>
    public CaseInHand? Read(Guid caseId, IReadOnlyList<RuleFacts> rules)
    {
        var along = Along(rules);
        var sources = along.SelectMany(RuleShape.Sources).Distinct().ToList();
        var query = new CaseQuery(_service);
        try
        {
            return query.Read(caseId, sources) is { } read ? InHand(read, along) : null;
        }
        catch (FaultException<OrganizationServiceFault>) when (sources.Count > 0)
        {
            // A path over a column which doesn't exist fails the whole query. Read without, the case still gets its one
            // outcome, and each rule says for itself what is wrong; a fault that has another cause comes back here and travels.
            return query.Read(caseId, []) is { } bare ? InHand(bare, []) : null;
        }
    }

    private static List<RuleFacts> Along(IReadOnlyList<RuleFacts> rules)
    {
        var along = new List<RuleFacts>();
        foreach (var rule in rules.OrderBy(r => r.Order).ThenBy(r => r.Id).Where(r => r.Filter.IsEmpty && r.BrokenBecause is null && RuleShape.Problem(r) is null))
        {
            if (!CaseQuery.Fits(along.Concat([rule]).SelectMany(RuleShape.Sources)))
            {
                break;
            }

            along.Add(rule);
            if (rule.ActiveFrom is null && rule.ActiveUntil is null)
            {
                break;
            }
        }

        return along;
    }

    private CaseInHand InHand(CaseRead read, List<RuleFacts> along) => new(
        read.Case,
        rule => along.Contains(rule) ? new RuleReading.Matches(read.Values) : Ask(read.Case.Id, rule));

    private RuleReading Ask(Guid caseId, RuleFacts rule)
    {
        try
        {
            return new RuleQuery(_service).Read([caseId], rule).TryGetValue(caseId, out var values)
                ? new RuleReading.Matches(values)
                : new RuleReading.DoesNotMatch();
        }
        catch (FaultException<OrganizationServiceFault> fault) when (!Faults.IsPrivilegeDenied(fault) && (Faults.IsBadQuery(fault) || FailsWithoutCase(rule)))
        {
            return new RuleReading.Unreadable(fault.Message);
        }
    }

    // A fault that we don't know is the rule's where its query fails for no case at all as well; the next look at the rule corrects that if it was not.
    private bool FailsWithoutCase(RuleFacts rule)
    {
        try
        {
            new RuleQuery(_service).Read([], rule);
            return false;
        }
        catch (FaultException<OrganizationServiceFault>)
        {
            return true;
        }
    }
}
