using System;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The active field mappings of a rule.</summary>
internal sealed class MappingsQuery
{
    private readonly IOrganizationService _service;

    public MappingsQuery(IOrganizationService service) => _service = service;

    public DataCollection<Entity> Read(Guid ruleId) => _service.RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
        FieldMappingTable.Table,
        FetchXml.Columns(FieldMappingTable.Source, FieldMappingTable.Target, FieldMappingTable.Required, FieldMappingTable.Default),
        FetchXml.And(FetchXml.Is(FieldMappingTable.Rule, "eq", ruleId), FetchXml.Is("statecode", "eq", 0))))).Entities;
}
