using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>Reads a case with what the rules want of it, also when a rule wants what there isn't.</summary>
internal sealed class CaseReading
{
    private readonly IOrganizationService _service;
    private readonly bool _inTransaction;

    public CaseReading(IOrganizationService service, bool inTransaction)
    {
        _service = service;
        _inTransaction = inTransaction;
    }

    /// <summary>The case; null when it is gone.</summary>
    public CaseFacts? Read(Guid caseId, IReadOnlyList<RuleFacts> rules)
    {
        var query = new CaseQuery(_service);
        var sources = rules.SelectMany(r => r.Mappings).Select(m => m.Source).ToList();
        try
        {
            return query.Read(caseId, sources);
        }
        catch (FaultException<OrganizationServiceFault>) when (!_inTransaction && sources.Count > 0)
        {
            // A mapping that names a column which doesn't exist fails the whole query. Read without mappings, the case still
            // gets its one outcome; a fault that has another cause comes back here and travels.
            return query.Read(caseId, []) is { } bare ? bare with { MappingsUnreadable = true } : null;
        }
    }
}
