using System.Net;
using System.ServiceModel;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.OData.Edm.Csdl;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.WebApi;

/// <summary>The Web API: rows by address, queries, actions and functions, over the same engine as the Organization Service.</summary>
internal static class WebApiEndpoints
{
    private static readonly string[] Versions = ["v9.0", "v9.1", "v9.2"];
    private static readonly string[] Methods = ["GET", "POST", "PATCH", "PUT", "DELETE"];

    public static void MapWebApi(this IEndpointRouteBuilder routes, DataverseEngine engine)
    {
        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WebApiEndpoints));
        foreach (var version in Versions)
            routes.MapMethods($"/api/data/{version}/{{**path}}", Methods, context => AnswerAsync(context, engine, logger));
    }

    private static async Task AnswerAsync(HttpContext context, DataverseEngine engine, ILogger logger)
    {
        try
        {
            await RunAsync(context, engine, logger).ConfigureAwait(false);
        }
        catch (WebApiException problem)
        {
            await ErrorAnswers.WriteAsync(context, problem).ConfigureAwait(false);
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            await ErrorAnswers.WriteAsync(context, fault, hasCondition: context.Request.Headers.IfMatch.Count > 0).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !context.Response.HasStarted)
        {
            logger.LogError(problem, "A request to the Web API failed for a reason of the sandbox's own");
            await ErrorAnswers.WriteAsync(context, new WebApiException(500, FaultCodes.UnexpectedError, "An unexpected error occurred in the sandbox; its log says more.")).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(HttpContext context, DataverseEngine engine, ILogger logger)
    {
        var request = new WebApiRequest(context, engine);
        var path = (string?)context.Request.RouteValues["path"] ?? "";
        if (path.Length == 0)
            await request.AnswerAsync(HttpStatusCode.OK, Sets(request)).ConfigureAwait(false);
        else if (path == "$metadata")
            await WriteModelAsync(context, request).ConfigureAwait(false);
        else if (path == "$batch")
            await new BatchEndpoint(context, engine, inner => AnswerAsync(inner, engine, logger)).HandleAsync().ConfigureAwait(false);
        else if (await new DefinitionEndpoints(request).TryHandleAsync(path).ConfigureAwait(false))
            return;
        else if (!await new OperationEndpoints(request).TryHandleAsync(path).ConfigureAwait(false))
            await new RowEndpoints(request).HandleAsync(path).ConfigureAwait(false);
    }

    private static JObject Sets(WebApiRequest request) => new()
    {
        ["@odata.context"] = $"{request.Root}$metadata",
        ["value"] = new JArray(request.Catalog.Tables.Select(table => new JObject { ["name"] = table.EntitySetName, ["kind"] = "EntitySet", ["url"] = table.EntitySetName })),
    };

    private static async Task WriteModelAsync(HttpContext context, WebApiRequest request)
    {
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            if (!CsdlWriter.TryWriteCsdl(EdmModels.Of(request.Catalog), writer, CsdlTarget.OData, out var errors))
                throw new InvalidOperationException($"The model of the catalog is not valid CSDL: {string.Join("; ", errors.Take(3).Select(error => error.ErrorMessage))}");
        }

        context.Response.ContentType = "application/xml";
        context.Response.Headers["OData-Version"] = "4.0";
        await context.Response.Body.WriteAsync(memory.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }
}
