using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Wire;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>The optional call that erases a person: invitations to the address, and the responses to them.</summary>
internal sealed class ErasureEndpoints(WireNames names, ServiceData data, ErrorAnswers errors)
{
    private const string Section = "erasure";

    public void Map(IEndpointRouteBuilder routes)
    {
        if (names.Has(Section, "enabled"))
            routes.MapPost("/" + names.Of(Section, "path"), EraseAsync);
    }

    private async Task EraseAsync(HttpContext context)
    {
        var body = await JsonBodies.ReadObjectAsync(context).ConfigureAwait(false);
        if (body is null || JsonBodies.Text(body, names.Of(Section, "email")) is not { } email)
        {
            await errors.WriteAsync(context, StatusCodes.Status400BadRequest, $"JSON verwacht met \"{names.Of(Section, "email")}\".").ConfigureAwait(false);
            return;
        }

        var references = data.Invitations.Erase(email);
        data.Responses.Erase(references);
        if (references.Count == 0)
            await errors.WriteAsync(context, StatusCodes.Status404NotFound, "Onbekend adres.").ConfigureAwait(false);
        else
            await JsonBodies.WriteAsync(context, new JObject { ["erased"] = references.Count }).ConfigureAwait(false);
    }
}
