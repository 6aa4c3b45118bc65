using System.Globalization;
using System.ServiceModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.OrganizationService;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Errors in the platform's own form: <c>{"error":{"code":"0x80040217","message":"…"}}</c> with the status that fits.</summary>
internal static class ErrorAnswers
{
    public static Task WriteAsync(HttpContext context, WebApiException problem) => WriteAsync(context, problem.Status, problem.Code, problem.Message, null);

    public static Task WriteAsync(HttpContext context, FaultException<OrganizationServiceFault> fault, bool hasCondition)
    {
        var detail = fault.Detail;
        if (Throttling.Wait(detail) is { } wait)
            context.Response.Headers.RetryAfter = Throttling.Seconds(wait);
        return WriteAsync(context, Status(detail.ErrorCode, hasCondition), detail.ErrorCode, detail.Message, detail);
    }

    private static int Status(int code, bool hasCondition) => code switch
    {
        FaultCodes.ObjectDoesNotExist or FaultCodes.RecordNotFoundByEntityKey or FaultCodes.EntityNotFound => StatusCodes.Status404NotFound,
        FaultCodes.PrivilegeDenied or FaultCodes.UserDisabled or FaultCodes.SecuredColumn => StatusCodes.Status403Forbidden,
        FaultCodes.DuplicateRecord or FaultCodes.DuplicateRecordEntityKey => StatusCodes.Status412PreconditionFailed,
        FaultCodes.ConcurrencyVersionMismatch when hasCondition => StatusCodes.Status412PreconditionFailed,
        FaultCodes.UnexpectedError => StatusCodes.Status500InternalServerError,
        _ when Throttling.Is(code) => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };

    // Details come along for who asks for all annotations.
    private static void Details(JObject error, OrganizationServiceFault fault)
    {
        foreach (var (name, value) in fault.ErrorDetails)
            error[$"@Microsoft.PowerApps.CDS.ErrorDetails.{name}"] = Convert.ToString(value, CultureInfo.InvariantCulture);
        if (fault.TraceText is { Length: > 0 } trace)
            error["@Microsoft.PowerApps.CDS.TraceText"] = trace;
        if (fault.InnerFault is { } inner)
            error["@Microsoft.PowerApps.CDS.InnerError.Message"] = inner.Message;
    }

    private static Task WriteAsync(HttpContext context, int status, int code, string message, OrganizationServiceFault? fault)
    {
        context.Response.StatusCode = status;
        var body = new JObject
        {
            ["error"] = new JObject { ["code"] = "0x" + code.ToString("x8", CultureInfo.InvariantCulture), ["message"] = message },
        };
        if (fault is not null && context.Request.Headers["Prefer"].ToString().Contains("odata.include-annotations", StringComparison.OrdinalIgnoreCase))
            Details((JObject)body["error"]!, fault);
        return JsonBodies.WriteAsync(context, body);
    }
}
