using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Wire;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>The documented resources that are only read: platforms, questionnaires, locations, organisations, statistics.</summary>
internal sealed class CatalogueEndpoints(SimulatedServiceOptions options, WireNames names, ServiceData data, ErrorAnswers errors)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/platforms", context => JsonBodies.WriteAsync(context, new JObject { ["platforms"] = new JArray(new JObject { ["name"] = options.Platform }) }));
        routes.MapGet("/" + names.Of("questionnaires", "path"), QuestionnairesAsync);
        routes.MapGet("/" + names.Of("locations", "path"), LocationsAsync);
        routes.MapGet("/" + names.Of("locations", "path") + "/{id}", context => OneAsync(context, "location", Catalogue.Locations, offered => offered.Id, Location));
        routes.MapGet("/organisations", context => JsonBodies.WriteAsync(context, new JObject { ["organisations"] = new JArray(Catalogue.Organisations.Select(Organisation)) }));
        routes.MapGet("/organisations/{id}", context => OneAsync(context, "organisation", Catalogue.Organisations, offered => offered.Id, Organisation));
        routes.MapGet("/statistics", StatisticsAsync);
    }

    private static JObject Organisation(Organisation organisation) => new() { ["id"] = organisation.Id, ["name"] = organisation.Name };

    private Task QuestionnairesAsync(HttpContext context) =>
        JsonBodies.WriteAsync(context, new JObject
        {
            [names.Of("questionnaires", "list")] = new JArray(Catalogue.Questionnaires.Select(offered => new JObject
            {
                [names.Of("questionnaires", "id")] = offered.Id,
                [names.Of("questionnaires", "name")] = offered.Subject,
                [names.Of("questionnaires", "organisationId")] = offered.OrganisationId,
                [names.Of("questionnaires", "organisationName")] = Catalogue.Organisations.First(organisation => organisation.Id == offered.OrganisationId).Name,
                [names.Of("questionnaires", "language")] = offered.Language,
            })),
        });

    private Task LocationsAsync(HttpContext context)
    {
        var wanted = context.Request.Query["q"].ToString();
        var found = Catalogue.Locations.Where(offered => offered.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase));
        return JsonBodies.WriteAsync(context, new JObject { [names.Of("locations", "list")] = new JArray(found.Select(Location)) });
    }

    private JObject Location(OfferedLocation location) => new()
    {
        [names.Of("locations", "id")] = location.Id,
        [names.Of("locations", "name")] = location.Name,
        [names.Of("locations", "organisationId")] = location.OrganisationId,
    };

    private Task StatisticsAsync(HttpContext context)
    {
        var responses = data.Responses.All.Where(response => !response.Withdrawn).ToList();
        var scores = responses.Where(response => response.Content.Score is not null).Select(response => response.Content.Score!.Value).ToList();
        return JsonBodies.WriteAsync(context, new JObject
        {
            ["statistics"] = new JObject
            {
                ["invitations"] = data.Invitations.All.Count(invitation => invitation.IsMailed),
                ["responses"] = responses.Count,
                ["averagescore"] = scores.Count == 0 ? null : Math.Round(scores.Average(), 2),
            },
        });
    }

    private Task OneAsync<T>(HttpContext context, string name, IReadOnlyList<T> all, Func<T, int> id, Func<T, JObject> write)
        where T : class
    {
        var wanted = context.Request.RouteValues["id"] as string;
        return all.FirstOrDefault(offered => id(offered).ToString(CultureInfo.InvariantCulture) == wanted) is { } found
            ? JsonBodies.WriteAsync(context, new JObject { [name] = write(found) })
            : errors.WriteAsync(context, StatusCodes.Status404NotFound, "Niet gevonden.");
    }
}
