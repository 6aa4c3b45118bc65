using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.Pages;

/// <summary>Web resources at the platform's own addresses, so that what they refer to relatively is found, and the script that tells them who reads.</summary>
internal static class WebResourceEndpoints
{
    private const string Folder = "/WebResources/";

    // What an imported page loads comes from here and nowhere else; its own inline script and style run, as on the platform.
    private const string ContentPolicy = "default-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private static readonly Dictionary<int, string> Types = new()
    {
        [1] = "text/html; charset=utf-8", [2] = "text/css; charset=utf-8", [3] = "text/javascript; charset=utf-8", [4] = "text/xml; charset=utf-8", [5] = "image/png",
        [6] = "image/jpeg", [7] = "image/gif", [9] = "text/xml; charset=utf-8", [10] = "image/x-icon", [11] = "image/svg+xml; charset=utf-8", [12] = "text/xml; charset=utf-8",
    };

    public static void MapWebResources(this IEndpointRouteBuilder routes, DataverseEngine engine)
    {
        routes.MapGet(Folder + "ClientGlobalContext.js.aspx", context => WriteAsync(context, Types[3], ClientGlobalContext.Script(context, engine)));
        routes.MapGet(Folder + "{**name}", context => ServeAsync(context, engine));
    }

    /// <summary>The address of a web resource, with what a form passes on to it.</summary>
    public static string AddressOf(string name, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var path = Folder + string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        var query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    // Read as the platform: every user may load pages and scripts, and what those then read is checked.
    private static Task ServeAsync(HttpContext context, DataverseEngine engine)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        var query = new QueryExpression("webresource") { ColumnSet = new ColumnSet("content", "webresourcetype"), TopCount = 1 };
        query.Criteria.AddCondition("name", ConditionOperator.Equal, name);
        if (engine.ServiceFor(new CallerContext(engine.SystemUserId)).RetrieveMultiple(query).Entities is not [{ } resource])
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return WriteAsync(context, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes($"There is no web resource '{name}' here."));
        }

        var type = Types.GetValueOrDefault(resource.GetAttributeValue<OptionSetValue>("webresourcetype").Value, "application/octet-stream");
        return WriteAsync(context, type, Convert.FromBase64String(resource.GetAttributeValue<string>("content") ?? ""));
    }

    private static async Task WriteAsync(HttpContext context, string type, byte[] content)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
    }
}
