using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tevreden.Demo.Service.Endpoints;

namespace Tevreden.Demo.Service.Faults;

/// <summary>Lets a planned fault happen to a request, around the work or instead of it.</summary>
internal sealed class FaultMiddleware(FaultPlan plan, ErrorAnswers errors, TimeProvider clock)
{
    private const string Page = "<!DOCTYPE html><html lang=\"nl\"><head><title>Onderhoud</title></head><body><h1>Wij zijn zo terug</h1></body></html>";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var fault = plan.Take(context.Request.Method, context.Request.Path.Value ?? "/", busy: false);
        switch (fault?.Kind)
        {
            case null:
                await next(context).ConfigureAwait(false);
                break;
            case FaultKind.Status:
                if (fault.AfterWork)
                    await WorkAsync(context, next).ConfigureAwait(false);
                context.Response.Clear();
                if (fault.RetryAfterSeconds is { } seconds)
                    context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await errors.WriteAsync(context, fault.Status, fault.Message ?? Meaning(fault.Status)).ConfigureAwait(false);
                break;
            case FaultKind.Html:
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(Page, context.RequestAborted).ConfigureAwait(false);
                break;
            case FaultKind.Slow:
                var whole = await WorkAsync(context, next).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMilliseconds), clock, context.RequestAborted).ConfigureAwait(false);
                await context.Response.Body.WriteAsync(whole, context.RequestAborted).ConfigureAwait(false);
                break;
            case FaultKind.Truncated:
                var cut = await WorkAsync(context, next).ConfigureAwait(false);
                await context.Response.Body.WriteAsync(cut.AsMemory(0, cut.Length / 2), context.RequestAborted).ConfigureAwait(false);
                break;
            case FaultKind.Broken:
                var promised = await WorkAsync(context, next).ConfigureAwait(false);
                context.Response.ContentLength = promised.Length;
                await context.Response.Body.WriteAsync(promised.AsMemory(0, promised.Length / 2), context.RequestAborted).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
                context.Abort();
                break;
            default:
                await WorkAsync(context, next).ConfigureAwait(false);
                context.Abort();
                break;
        }
    }

    // Does the work with its answer kept back.
    private static async Task<byte[]> WorkAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.Response.Body = wire;
        }

        context.Response.ContentLength = null;
        return kept.ToArray();
    }

    private static string Meaning(int status) => status switch
    {
        400 => "Onjuiste aanvraag.",
        401 => "Geen of ongeldige API-sleutel.",
        403 => "Geen toegang.",
        404 => "Niet gevonden.",
        405 => "Deze methode wordt hier niet ondersteund.",
        420 or 429 => "Te veel aanvragen.",
        501 => "Deze methode is hier niet gebouwd.",
        503 => "De dienst is even niet beschikbaar.",
        _ => "Er ging iets mis bij de dienst.",
    };
}
