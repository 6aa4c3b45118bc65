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

    /// <summary>Who stays in the end: the one that was merged into may itself have been merged since.</summary>
    public Guid Survivor(string table, Guid id)
    {
        // Merges can't go round; the bound is for rows that somebody wrote by hand.
        const int mostMerges = 10;
        for (var merges = 0; merges < mostMerges; merges++)
        {
            var master = _service
                .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
                    table, FetchXml.Columns("masterid"), FetchXml.And(FetchXml.Is(table + "id", "eq", id), FetchXml.Is("masterid", "not-null")))))
                .Entities
                .Select(r => r.Id("masterid"))
                .FirstOrDefault();
            if (master is not { } next)
            {
                break;
            }

            id = next;
        }

        return id;
    }
}
