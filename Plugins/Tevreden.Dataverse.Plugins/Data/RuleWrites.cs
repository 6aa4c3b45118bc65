using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Writes whether a rule is valid.</summary>
internal sealed class RuleWrites
{
    private readonly IOrganizationService _service;

    public RuleWrites(IOrganizationService service) => _service = service;

    /// <param name="rule">The rule.</param>
    /// <param name="because">Why it is broken; null where it is valid.</param>
    public void Mark(Guid rule, Words? because) => _service.Update(new Entity(RuleTable.Table, rule)
    {
        [RuleTable.Validity] = new OptionSetValue((int)(because is null ? RuleValidity.Valid : RuleValidity.Broken)),
        [RuleTable.BrokenBecause] = because?.ToText(Lengths.RuleBrokenBecause),
    });
}
