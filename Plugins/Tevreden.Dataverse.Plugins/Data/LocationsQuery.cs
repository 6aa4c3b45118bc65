using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The active locations that something in the CRM means: one request.</summary>
internal sealed class LocationsQuery
{
    private readonly IOrganizationService _service;

    public LocationsQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<LocationFacts> Read() => _service
        .RetrieveAll(FetchXml.Entity(
            LocationTable.Table,
            FetchXml.Columns(LocationTable.Id, LocationTable.ExternalId, LocationTable.Name, LocationTable.CrmValues),
            FetchXml.And(FetchXml.Is("statecode", "eq", 0), FetchXml.Is(LocationTable.CrmValues, "not-null")),
            FetchXml.OrderBy(LocationTable.Id)))
        .Select(r => new LocationFacts(
            r.Id,
            r.Text(LocationTable.ExternalId) ?? string.Empty,
            r.Text(LocationTable.Name) ?? string.Empty,
            Lines(r.Text(LocationTable.CrmValues) ?? string.Empty)))
        .ToList();

    private static List<string> Lines(string text) => text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
}
