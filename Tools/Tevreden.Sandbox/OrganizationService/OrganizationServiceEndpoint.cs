using System.Globalization;
using System.ServiceModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>The endpoint that Microsoft's client talks to: SOAP 1.1 over HTTP, one operation, every message an Execute.</summary>
internal static class OrganizationServiceEndpoint
{
    public const string Path = "/XRMServices/2011/Organization.svc/web";

    /// <param name="routes">The application.</param>
    /// <param name="engine">What runs the requests.</param>
    /// <param name="options">Null: the defaults.</param>
    public static void MapOrganizationService(this IEndpointRouteBuilder routes, DataverseEngine engine, OrganizationServiceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(engine);
        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OrganizationServiceEndpoint));
        var used = options ?? new OrganizationServiceOptions();
        routes.MapPost(Path, context => AnswerAsync(context, engine, used, logger));
    }

    private static async Task AnswerAsync(HttpContext context, DataverseEngine engine, OrganizationServiceOptions options, ILogger logger)
    {
        context.Response.Headers["x-ms-dop-hint"] = options.DegreesOfParallelism.ToString(CultureInfo.InvariantCulture);
        var answer = await RunAsync(context, engine, options, logger).ConfigureAwait(false);
        context.Response.StatusCode = answer.Status ?? (answer.IsFault ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
        if (answer.Xml.Length > 0)
            await HttpBodies.WriteAsync(context, answer.Xml).ConfigureAwait(false);
    }

    private static async Task<Answer> RunAsync(HttpContext context, DataverseEngine engine, OrganizationServiceOptions options, ILogger logger)
    {
        try
        {
            var bytes = await HttpBodies.ReadAsync(context, options.LargestEnvelope).ConfigureAwait(false);
            var envelope = EnvelopeReader.Read(bytes);
            var caller = Impersonation.Apply(envelope, context, engine);
            var response = engine.Execute(envelope.Request, caller, context.RequestAborted);
            return new Answer(envelope.Type is null ? EnvelopeWriter.Response(Untyped(response)) : EnvelopeWriter.Response(response, envelope.Type), IsFault: false);
        }
        catch (FaultException<OrganizationServiceFault> refusal) when (options.ThrottlesByStatus && Throttling.Wait(refusal.Detail) is { } wait)
        {
            context.Response.Headers.RetryAfter = Throttling.Seconds(wait);
            return new Answer([], IsFault: true, StatusCodes.Status429TooManyRequests);
        }
        catch (FaultException<OrganizationServiceFault> refusal)
        {
            return new Answer(EnvelopeWriter.Fault(refusal.Detail, EnvelopeWriter.ServerCode), IsFault: true);
        }
        catch (BadEnvelopeException problem)
        {
            return new Answer(EnvelopeWriter.Fault(Unexpected(FaultCodes.InvalidArgument, problem.Message), EnvelopeWriter.ClientCode), IsFault: true);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            logger.LogError(problem, "A request to the Organization Service failed for a reason of the sandbox's own");
            return new Answer(EnvelopeWriter.Fault(Unexpected(FaultCodes.UnexpectedError, "An unexpected error occurred in the sandbox; its log says more."), EnvelopeWriter.ServerCode), IsFault: true);
        }
    }

    /// <summary>Who asks without naming a type is not expected to know one.</summary>
    private static OrganizationResponse Untyped(OrganizationResponse typed) => new() { ResponseName = typed.ResponseName, Results = typed.Results };

    private static OrganizationServiceFault Unexpected(int code, string message) => new() { ErrorCode = code, Message = message };

    private sealed record Answer(byte[] Xml, bool IsFault, int? Status = null);
}
