using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The cases that were resolved last.</summary>
internal sealed class ResolvedCasesQuery
{
    private const int Resolved = 1;

    private readonly IOrganizationService _service;

    public ResolvedCasesQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<Guid> Read(int top) => _service
        .RetrieveMultiple(FetchXml.Top(top, FetchXml.Entity(
            "incident",
            FetchXml.Columns("incidentid"),
            FetchXml.And(FetchXml.Is("statecode", "eq", Resolved)),
            FetchXml.OrderByDescending("modifiedon"))))
        .Entities
        .Select(r => r.Id)
        .ToList();
}
