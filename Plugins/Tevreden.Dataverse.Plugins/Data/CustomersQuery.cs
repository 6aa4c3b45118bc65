using System;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Contacts and accounts.</summary>
internal sealed class CustomersQuery
{
    private readonly IOrganizationService _service;

    public CustomersQuery(IOrganizationService service) => _service = service;

    public bool HasOptedOut(string table, Guid id) => _service
        .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(table, FetchXml.Columns(CustomerColumns.DoNotSurvey), FetchXml.And(FetchXml.Is(table + "id", "eq", id)))))
        .Entities
        .Any(r => r.Yes(CustomerColumns.DoNotSurvey));
}
