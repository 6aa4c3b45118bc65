using System.Collections.Generic;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>Keeps surveys and locations as the service offers them, found by the service's own ids.</summary>
internal sealed class OfferedRows
{
    private const int MaxName = 200;

    private readonly IOrganizationService _service;

    public OfferedRows(IOrganizationService service) => _service = service;

    public void Write(IEnumerable<SurveyOffered> surveys, IEnumerable<LocationOffered> locations)
    {
        foreach (var survey in surveys)
        {
            Upsert(new Entity(SurveyTable.Table, SurveyTable.ExternalId, survey.ExternalId)
            {
                [SurveyTable.Name] = Name(survey.Name),
                [SurveyTable.OrganisationId] = survey.OrganisationId,
                [SurveyTable.OrganisationName] = survey.OrganisationName,
                [SurveyTable.Language] = survey.Language,
                [SurveyTable.Active] = true,
            });
        }

        foreach (var location in locations)
        {
            Upsert(new Entity(LocationTable.Table, LocationTable.ExternalId, location.ExternalId)
            {
                [LocationTable.Name] = Name(location.Name),
                [LocationTable.OrganisationId] = location.OrganisationId,
            });
        }
    }

    private void Upsert(Entity row) => _service.Execute(new UpsertRequest { Target = row });

    private static string Name(string name) => name.Length > MaxName ? name.Substring(0, MaxName) : name;
}
