using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Tries one rule on cases: which pass its filter, and what its paths lead to. One request, evaluated by Dataverse.</summary>
internal sealed class RuleQuery
{
    private readonly IOrganizationService _service;

    public RuleQuery(IOrganizationService service) => _service = service;

    /// <summary>The values of those cases that pass the rule's filter.</summary>
    /// <param name="caseIds">The cases; empty runs the query for none, to see whether it can be run.</param>
    /// <param name="rule">A rule without <see cref="RuleShape.Problem"/>.</param>
    /// <exception cref="System.ServiceModel.FaultException{T}">See <see cref="Faults.IsBadQuery"/>: the rule names what isn't there.</exception>
    public IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, SourceValue>> Read(IReadOnlyList<Guid> caseIds, RuleFacts rule)
    {
        var tree = RuleShape.Tree(rule);
        tree.Case.Read(["incidentid"]);

        return _service
            .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
                "incident",
                CaseJoins.Columns(tree.Case),
                FetchXml.And(
                    FetchXml.IsAmong("incidentid", caseIds.Count == 0 ? [Guid.Empty] : caseIds),
                    rule.Filter.IsEmpty ? null! : rule.Filter.ToElement()),
                CaseJoins.Joined(tree.Case))))
            .Entities
            .GroupBy(r => r.Id)
            .ToDictionary(g => g.Key, g => CaseJoins.Values(tree, g.First()));
    }
}
