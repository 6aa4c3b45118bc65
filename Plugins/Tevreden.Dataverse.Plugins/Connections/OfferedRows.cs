using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>Keeps surveys and locations as the service offers them, found by the service's own ids.</summary>
internal sealed class OfferedRows
{
    private readonly IOrganizationService _service;

    public OfferedRows(IOrganizationService service) => _service = service;

    public void Write(IEnumerable<SurveyOffered> surveys, IEnumerable<LocationOffered> locations)
    {
        foreach (var survey in surveys.Where(s => s.ExternalId.Length <= Lengths.OfferedId))
        {
            Upsert(new Entity(SurveyTable.Table, SurveyTable.ExternalId, survey.ExternalId)
            {
                [SurveyTable.Name] = Words.Cut(survey.Name, Lengths.OfferedName),
                [SurveyTable.OrganisationId] = Whole(survey.OrganisationId, Lengths.OfferedId),
                [SurveyTable.OrganisationName] = survey.OrganisationName is { } name ? Words.Cut(name, Lengths.OfferedName) : null,
                [SurveyTable.Language] = Whole(survey.Language, Lengths.OfferedLanguage),
                [SurveyTable.Active] = true,
            });
        }

        foreach (var location in locations.Where(l => l.ExternalId.Length <= Lengths.OfferedId))
        {
            Upsert(new Entity(LocationTable.Table, LocationTable.ExternalId, location.ExternalId)
            {
                [LocationTable.Name] = Words.Cut(location.Name, Lengths.OfferedName),
                [LocationTable.OrganisationId] = Whole(location.OrganisationId, Lengths.OfferedId),
            });
        }
    }

    private void Upsert(Entity row) => _service.Execute(new UpsertRequest { Target = row });

    // A part of an id is another id.
    private static string? Whole(string? text, int most) => text is null || text.Length > most ? null : text;
}
