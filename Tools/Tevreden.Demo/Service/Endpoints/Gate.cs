using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>Who may come in: the API with key and platform, the admin calls from this machine and from no other people's page.</summary>
internal sealed class Gate(SimulatedServiceOptions options, ErrorAnswers errors)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsAdmin(context.Request.Path))
        {
            if (!IsFromHere(context))
                await errors.WriteAsync(context, StatusCodes.Status403Forbidden, $"{AdminEndpoints.Path} answers this machine only, and no page of another site.").ConfigureAwait(false);
            else
                await next(context).ConfigureAwait(false);
        }
        else if (context.Request.Headers["Tevreden-API-key"] != options.ApiKey || context.Request.Headers["Tevreden-platform"] != options.Platform)
        {
            await errors.WriteAsync(context, StatusCodes.Status401Unauthorized, "Geen of ongeldige API-sleutel.").ConfigureAwait(false);
        }
        else
        {
            await next(context).ConfigureAwait(false);
        }
    }

    public static bool IsAdmin(PathString path) => path.StartsWithSegments(AdminEndpoints.Path, StringComparison.OrdinalIgnoreCase);

    // A page of another site that a browser on this machine shows comes from here too: its Origin, or the Host of a rebound name, gives it away.
    private static bool IsFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && IsLoopbackHost(context.Request.Host.Host)
        && (context.Request.Headers.Origin is not [{ } origin] || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.IsLoopback));

    private static bool IsLoopbackHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
